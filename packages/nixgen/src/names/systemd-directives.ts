/**
 * The directives of unit files by their section.
 *
 * @see systemd.unit(5), systemd.service(5), systemd.exec(5), systemd.kill(5), systemd.resource-control(5),
 * systemd.timer(5), systemd.socket(5), systemd.path(5), systemd.mount(5)
 */
const unit = `
  After AllowIsolate AssertACPower AssertArchitecture AssertCapability AssertControlGroupController AssertCPUFeature
  AssertCPUPressure AssertCPUs AssertCredential AssertDirectoryNotEmpty AssertEnvironment AssertFileIsExecutable
  AssertFileNotEmpty AssertFirmware AssertFirstBoot AssertGroup AssertHost AssertIOPressure AssertKernelCommandLine
  AssertKernelModuleLoaded AssertKernelVersion AssertMemory AssertMemoryPressure AssertNeedsUpdate AssertOSRelease
  AssertPathExists AssertPathExistsGlob AssertPathIsDirectory AssertPathIsEncrypted AssertPathIsMountPoint
  AssertPathIsReadWrite AssertPathIsSymbolicLink AssertSecurity AssertUser AssertVersion AssertVirtualization Before
  BindsTo CollectMode ConditionACPower ConditionArchitecture ConditionCapability ConditionControlGroupController
  ConditionCPUFeature ConditionCPUPressure ConditionCPUs ConditionCredential ConditionDirectoryNotEmpty
  ConditionEnvironment ConditionFileIsExecutable ConditionFileNotEmpty ConditionFirmware ConditionFirstBoot
  ConditionGroup ConditionHost ConditionIOPressure ConditionKernelCommandLine ConditionKernelModuleLoaded
  ConditionKernelVersion ConditionMemory ConditionMemoryPressure ConditionNeedsUpdate ConditionOSRelease
  ConditionPathExists ConditionPathExistsGlob ConditionPathIsDirectory ConditionPathIsEncrypted
  ConditionPathIsMountPoint ConditionPathIsReadWrite ConditionPathIsSymbolicLink ConditionSecurity ConditionUser
  ConditionVersion ConditionVirtualization Conflicts DefaultDependencies Description Documentation FailureAction
  FailureActionExitStatus IgnoreOnIsolate JobRunningTimeoutSec JobTimeoutAction JobTimeoutRebootArgument
  JobTimeoutSec JoinsNamespaceOf OnFailure OnFailureJobMode OnSuccess OnSuccessJobMode PartOf PropagatesReloadTo
  PropagatesStopTo RebootArgument RefuseManualStart RefuseManualStop ReloadPropagatedFrom Requires RequiresMountsFor
  Requisite SourcePath StartLimitAction StartLimitBurst StartLimitIntervalSec StopPropagatedFrom StopWhenUnneeded
  SuccessAction SuccessActionExitStatus SurviveFinalKillSignal Upholds Wants WantsMountsFor X-OnlyManualStart
  X-Reload-Triggers X-ReloadIfChanged X-Restart-Triggers X-RestartIfChanged X-StopIfChanged X-StopOnReconfiguration
  X-SwitchMethod`;

const exec = `
  AmbientCapabilities AppArmorProfile BindLogSockets BindPaths BindReadOnlyPaths CacheDirectory
  CacheDirectoryAccounting CacheDirectoryMode CacheDirectoryQuota CapabilityBoundingSet ConfigurationDirectory
  ConfigurationDirectoryMode CoredumpFilter CPUAffinity CPUSchedulingPolicy CPUSchedulingPriority
  CPUSchedulingResetOnFork DelegateNamespaces DynamicUser Environment EnvironmentFile ExecPaths ExecReloadPost
  ExecSearchPath ExtensionDirectories ExtensionImagePolicy ExtensionImages FinalKillSignal Group IgnoreSIGPIPE
  ImportCredential InaccessiblePaths IOSchedulingClass IOSchedulingPriority IPCNamespacePath KeyringMode KillMode
  KillSignal LimitAS LimitCORE LimitCPU LimitDATA LimitFSIZE LimitLOCKS LimitMEMLOCK LimitMSGQUEUE LimitNICE
  LimitNOFILE LimitNPROC LimitRSS LimitRTPRIO LimitRTTIME LimitSIGPENDING LimitSTACK LoadCredential
  LoadCredentialEncrypted LockPersonality LogExtraFields LogFilterPatterns LogLevelMax LogNamespace
  LogRateLimitBurst LogRateLimitIntervalSec LogsDirectory LogsDirectoryAccounting LogsDirectoryMode
  LogsDirectoryQuota MemoryDenyWriteExecute MemoryKSM MountAPIVFS MountFlags MountImagePolicy MountImages
  NetworkNamespacePath Nice NoExecPaths NoNewPrivileges NUMAMask NUMAPolicy OOMScoreAdjust PAMName PassEnvironment
  Personality PrivateBPF PrivateDevices PrivateIPC PrivateMounts PrivateNetwork PrivatePIDs PrivateTmp PrivateUsers
  ProcSubset ProtectClock ProtectControlGroups ProtectHome ProtectHostname ProtectKernelLogs ProtectKernelModules
  ProtectKernelTunables ProtectProc ProtectSystem ReadOnlyPaths ReadWritePaths RemoveIPC RestartKillSignal
  RestrictAddressFamilies RestrictFileSystems RestrictNamespaces RestrictRealtime RestrictSUIDSGID RootDirectory
  RootEphemeral RootHash RootHashSignature RootImage RootImageOptions RootImagePolicy RootVerity RuntimeDirectory
  RuntimeDirectoryMode RuntimeDirectoryPreserve SecureBits SELinuxContext SendSIGHUP SendSIGKILL SetCredential
  SetCredentialEncrypted SetLoginEnvironment SmackProcessLabel StandardError StandardInput StandardInputData
  StandardInputText StandardOutput StateDirectory StateDirectoryAccounting StateDirectoryMode StateDirectoryQuota
  SupplementaryGroups SyslogFacility SyslogIdentifier SyslogLevel SyslogLevelPrefix SystemCallArchitectures
  SystemCallErrorNumber SystemCallFilter SystemCallLog TemporaryFileSystem TimeoutCleanSec TimerSlackNSec TTYColumns
  TTYPath TTYReset TTYRows TTYVHangup TTYVTDisallocate UMask UnsetEnvironment User UtmpIdentifier UtmpMode
  WatchdogSignal WorkingDirectory`;

const resources = `
  AllowedCPUs AllowedMemoryNodes BPFProgram CoredumpReceive CPUAccounting CPUQuota CPUQuotaPeriodSec CPUWeight
  DefaultMemoryLow Delegate DelegateSubgroup DeviceAllow DevicePolicy DisableControllers IOAccounting
  IODeviceLatencyTargetSec IODeviceWeight IOReadBandwidthMax IOReadIOPSMax IOWeight IOWriteBandwidthMax
  IOWriteIOPSMax IPAccounting IPAddressAllow IPAddressDeny IPEgressFilterPath IPIngressFilterPath
  ManagedOOMMemoryPressure ManagedOOMMemoryPressureDurationSec ManagedOOMMemoryPressureLimit ManagedOOMPreference
  ManagedOOMSwap MemoryAccounting MemoryHigh MemoryLow MemoryMax MemoryMin MemoryPressureThresholdSec
  MemoryPressureWatch MemorySwapMax MemoryZSwapMax MemoryZSwapWriteback NFTSet RestrictNetworkInterfaces Slice
  SocketBindAllow SocketBindDeny StartupAllowedCPUs StartupAllowedMemoryNodes StartupCPUWeight StartupIOWeight
  StartupMemoryHigh StartupMemoryLow StartupMemoryMax StartupMemorySwapMax StartupMemoryZSwapMax TasksAccounting
  TasksMax`;

const service = `
  BusName ExecCondition ExecReload ExecStart ExecStartPost ExecStartPre ExecStop ExecStopPost ExitType
  FileDescriptorStoreMax FileDescriptorStorePreserve GuessMainPID NonBlocking NotifyAccess OOMPolicy OpenFile PIDFile
  ReloadSignal RemainAfterExit Restart RestartForceExitStatus RestartMaxDelaySec RestartMode
  RestartPreventExitStatus RestartSec RestartSteps RootDirectoryStartOnly RuntimeMaxSec RuntimeRandomizedExtraSec
  Sockets SuccessExitStatus TimeoutAbortSec TimeoutSec TimeoutStartFailureMode TimeoutStartSec
  TimeoutStopFailureMode TimeoutStopSec Type USBFunctionDescriptors USBFunctionStrings WatchdogSec`;

const timer = `
  AccuracySec DeferReactivation FixedRandomDelay OnActiveSec OnBootSec OnCalendar OnClockChange OnStartupSec
  OnTimezoneChange OnUnitActiveSec OnUnitInactiveSec Persistent RandomizedDelaySec RandomizedOffsetSec
  RemainAfterElapse Unit WakeSystem`;

const socket = `
  Accept AcceptFileDescriptors Backlog BindIPv6Only BindToDevice Broadcast DeferAcceptSec DeferTrigger
  DeferTriggerMaxSec DirectoryMode ExecStartPost ExecStartPre ExecStopPost ExecStopPre FileDescriptorName
  FlushPending FreeBind IPTOS IPTTL KeepAlive KeepAliveIntervalSec KeepAliveProbes KeepAliveTimeSec ListenDatagram
  ListenFIFO ListenMessageQueue ListenNetlink ListenSequentialPacket ListenSpecial ListenStream ListenUSBFunction
  Mark MaxConnections MaxConnectionsPerSource MessageQueueMaxMessages MessageQueueMessageSize NoDelay
  PassCredentials PassFileDescriptorsToExec PassPacketInfo PassPIDFD PassSecurity PipeSize PollLimitBurst
  PollLimitIntervalSec Priority ReceiveBuffer RemoveOnStop ReusePort SELinuxContextFromNet SendBuffer Service
  SmackLabel SmackLabelIPIn SmackLabelIPOut SocketGroup SocketMode SocketProtocol SocketUser Symlinks TCPCongestion
  TimeoutSec Timestamping Transparent TriggerLimitBurst TriggerLimitIntervalSec Writable`;

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

/** Directives that systemd still reads under older names. */
export const olderDirectives: ReadonlySet<string> = new Set(
  words(`
    BlockIOAccounting BlockIODeviceWeight BlockIOReadBandwidth BlockIOWeight BlockIOWriteBandwidth CPUShares
    InaccessibleDirectories MemoryLimit PermissionsStartOnly ReadOnlyDirectories ReadWriteDirectories
    StartLimitBurst StartLimitInterval StartLimitIntervalSec StartupBlockIOWeight StartupCPUShares`),
);

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
