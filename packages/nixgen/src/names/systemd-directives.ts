/**
 * The directives of unit files by their section.
 *
 * @see systemd.unit(5), systemd.service(5), systemd.exec(5), systemd.kill(5), systemd.resource-control(5),
 * systemd.timer(5), systemd.socket(5), systemd.path(5), systemd.mount(5)
 */
const unit = `
  After AllowIsolate AssertPathExists Before BindsTo CollectMode ConditionACPower ConditionArchitecture
  ConditionCapability ConditionCPUs ConditionDirectoryNotEmpty ConditionEnvironment ConditionFileIsExecutable
  ConditionFileNotEmpty ConditionFirstBoot ConditionGroup ConditionHost ConditionKernelCommandLine
  ConditionKernelVersion ConditionMemory ConditionNeedsUpdate ConditionOSRelease ConditionPathExists
  ConditionPathExistsGlob ConditionPathIsDirectory ConditionPathIsMountPoint ConditionPathIsReadWrite
  ConditionPathIsSymbolicLink ConditionSecurity ConditionUser ConditionVirtualization Conflicts DefaultDependencies
  Description Documentation FailureAction IgnoreOnIsolate JobTimeoutAction JobTimeoutSec JoinsNamespaceOf OnFailure
  OnFailureJobMode OnSuccess PartOf PropagatesReloadTo PropagatesStopTo RefuseManualStart RefuseManualStop
  ReloadPropagatedFrom Requires RequiresMountsFor Requisite SourcePath StartLimitAction StartLimitBurst
  StartLimitIntervalSec StopPropagatedFrom StopWhenUnneeded SuccessAction Upholds Wants WantsMountsFor
  X-ReloadIfChanged X-RestartIfChanged X-StopIfChanged X-StopOnReconfiguration X-OnlyManualStart X-SwitchMethod
  X-Reload-Triggers X-Restart-Triggers`;

const exec = `
  AmbientCapabilities AppArmorProfile BindPaths BindReadOnlyPaths CacheDirectory CacheDirectoryMode
  CapabilityBoundingSet ConfigurationDirectory ConfigurationDirectoryMode CoredumpFilter CPUAffinity
  CPUSchedulingPolicy CPUSchedulingPriority CPUSchedulingResetOnFork DynamicUser Environment EnvironmentFile
  ExecPaths ExecSearchPath ExtensionDirectories ExtensionImages Group IgnoreSIGPIPE ImportCredential
  InaccessiblePaths IOSchedulingClass IOSchedulingPriority IPCNamespacePath KeyringMode LimitAS LimitCORE LimitCPU
  LimitDATA LimitFSIZE LimitLOCKS LimitMEMLOCK LimitMSGQUEUE LimitNICE LimitNOFILE LimitNPROC LimitRSS LimitRTPRIO
  LimitRTTIME LimitSIGPENDING LimitSTACK LoadCredential LoadCredentialEncrypted LockPersonality LogExtraFields
  LogFilterPatterns LogLevelMax LogNamespace LogRateLimitBurst LogRateLimitIntervalSec LogsDirectory
  LogsDirectoryMode MemoryDenyWriteExecute MemoryKSM MountAPIVFS MountFlags MountImages NetworkNamespacePath Nice
  NoExecPaths NoNewPrivileges NUMAMask NUMAPolicy OOMScoreAdjust PAMName PassEnvironment Personality PrivateDevices
  PrivateIPC PrivateMounts PrivateNetwork PrivatePIDs PrivateTmp PrivateUsers ProcSubset ProtectClock
  ProtectControlGroups ProtectHome ProtectHostname ProtectKernelLogs ProtectKernelModules ProtectKernelTunables
  ProtectProc ProtectSystem ReadOnlyPaths ReadWritePaths RemoveIPC RestrictAddressFamilies RestrictFileSystems
  RestrictNamespaces RestrictRealtime RestrictSUIDSGID RootDirectory RootEphemeral RootHash RootImage
  RootImageOptions RuntimeDirectory RuntimeDirectoryMode RuntimeDirectoryPreserve SecureBits SELinuxContext
  SetCredential SetCredentialEncrypted SetLoginEnvironment SmackProcessLabel StandardError StandardInput
  StandardInputData StandardInputText StandardOutput StateDirectory StateDirectoryMode SupplementaryGroups
  SyslogFacility SyslogIdentifier SyslogLevel SyslogLevelPrefix SystemCallArchitectures SystemCallErrorNumber
  SystemCallFilter SystemCallLog TemporaryFileSystem TimerSlackNSec TTYPath TTYReset TTYVHangup TTYVTDisallocate
  UMask UnsetEnvironment User UtmpIdentifier UtmpMode WorkingDirectory
  FinalKillSignal KillMode KillSignal RestartKillSignal SendSIGHUP SendSIGKILL WatchdogSignal`;

const resources = `
  AllowedCPUs AllowedMemoryNodes BPFProgram CPUAccounting CPUQuota CPUQuotaPeriodSec CPUWeight Delegate
  DelegateSubgroup DeviceAllow DevicePolicy DisableControllers IOAccounting IODeviceLatencyTargetSec IODeviceWeight
  IOReadBandwidthMax IOReadIOPSMax IOWeight IOWriteBandwidthMax IOWriteIOPSMax IPAccounting IPAddressAllow
  IPAddressDeny IPEgressFilterPath IPIngressFilterPath ManagedOOMMemoryPressure ManagedOOMMemoryPressureLimit
  ManagedOOMPreference ManagedOOMSwap MemoryAccounting MemoryHigh MemoryLow MemoryMax MemoryMin
  MemoryPressureThresholdSec MemoryPressureWatch MemorySwapMax MemoryZSwapMax NFTSet RestrictNetworkInterfaces Slice
  SocketBindAllow SocketBindDeny StartupCPUWeight StartupIOWeight TasksAccounting TasksMax`;

const service = `
  BusName ExecCondition ExecReload ExecStart ExecStartPost ExecStartPre ExecStop ExecStopPost ExitType
  FileDescriptorStoreMax FileDescriptorStorePreserve GuessMainPID NonBlocking NotifyAccess OOMPolicy OpenFile PIDFile
  ReloadSignal RemainAfterExit Restart RestartForceExitStatus RestartMaxDelaySec RestartMode
  RestartPreventExitStatus RestartSec RestartSteps RootDirectoryStartOnly RuntimeMaxSec RuntimeRandomizedExtraSec
  Sockets SuccessExitStatus TimeoutAbortSec TimeoutSec TimeoutStartFailureMode TimeoutStartSec
  TimeoutStopFailureMode TimeoutStopSec Type USBFunctionDescriptors USBFunctionStrings WatchdogSec`;

const timer = `
  AccuracySec FixedRandomDelay OnActiveSec OnBootSec OnCalendar OnClockChange OnStartupSec OnTimezoneChange
  OnUnitActiveSec OnUnitInactiveSec Persistent RandomizedDelaySec RandomizedOffsetSec RemainAfterElapse Unit
  WakeSystem`;

const socket = `
  Accept Backlog BindIPv6Only BindToDevice Broadcast DeferAcceptSec DirectoryMode ExecStartPost ExecStartPre
  ExecStopPost ExecStopPre FileDescriptorName FlushPending FreeBind IPTOS IPTTL KeepAlive KeepAliveIntervalSec
  KeepAliveProbes KeepAliveTimeSec ListenDatagram ListenFIFO ListenMessageQueue ListenNetlink ListenSequentialPacket
  ListenSpecial ListenStream ListenUSBFunction Mark MaxConnections MaxConnectionsPerSource MessageQueueMaxMessages
  MessageQueueMessageSize NoDelay PassCredentials PassPacketInfo PassSecurity PipeSize PollLimitBurst
  PollLimitIntervalSec Priority ReceiveBuffer RemoveOnStop ReusePort SELinuxContextFromNet SendBuffer Service
  SmackLabel SmackLabelIPIn SmackLabelIPOut SocketGroup SocketMode SocketProtocol SocketUser Symlinks
  TCPCongestion TimeoutSec Timestamping Transparent TriggerLimitBurst TriggerLimitIntervalSec Writable`;

const path = `
  DirectoryMode DirectoryNotEmpty MakeDirectory PathChanged PathExists PathExistsGlob PathModified
  TriggerLimitBurst TriggerLimitIntervalSec Unit`;

const mount = `
  DirectoryMode ForceUnmount LazyUnmount Options ReadWriteOnly SloppyOptions TimeoutSec Type What Where`;

const automount = "DirectoryMode ExtraOptions TimeoutIdleSec Where";

const install = "Alias Also DefaultInstance RequiredBy UpheldBy WantedBy";

function words(...texts: readonly string[]): readonly string[] {
  return texts.flatMap((text) => text.trim().split(/\s+/));
}

/** The names of directives by the section of a unit file. */
export const systemdDirectives = {
  Unit: words(unit),
  Service: words(service, exec, resources),
  Timer: words(timer),
  Socket: words(socket, exec, resources),
  Path: words(path),
  Mount: words(mount, exec, resources),
  Automount: words(automount),
  Slice: words(resources),
  Install: words(install),
} satisfies Record<string, readonly string[]>;

/** The values of directives of a service that take few. */
export const serviceChoices = {
  Type: ["simple", "exec", "forking", "oneshot", "dbus", "notify", "notify-reload", "idle"],
  Restart: ["no", "on-success", "on-failure", "on-abnormal", "on-watchdog", "on-abort", "always"],
  KillMode: ["control-group", "mixed", "process", "none"],
} as const satisfies Record<string, readonly [string, ...string[]]>;

/** A section of a unit file. */
export type SystemdSection = keyof typeof systemdDirectives;
