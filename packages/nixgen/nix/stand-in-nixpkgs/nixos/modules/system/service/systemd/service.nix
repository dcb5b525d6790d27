# What stands in for the systemd services of NixOS.
{ }
