import type { GuestType } from './cluster.ts';

/** Privileges that Proxmox VE asks for beyond what the description of its API names: by option of a guest's configuration. */
const BY_OPTION: Readonly<Record<GuestType, readonly (readonly [option: RegExp, privilege: string])[]>> = {
  qemu: [
    [/^(cores|cpu|cpulimit|cpuunits|numa\d*|sockets|vcpus|affinity)$/, 'VM.Config.CPU'],
    [/^(memory|balloon|shares|hugepages|keephugepages)$/, 'VM.Config.Memory'],
    [/^net\d+$/, 'VM.Config.Network'],
    [/^(ciuser|cipassword|ciupgrade|cicustom|citype|sshkeys|nameserver|searchdomain|ipconfig\d+)$/, 'VM.Config.Cloudinit'],
    [/^(scsi|virtio|sata|efidisk|tpmstate|unused)\d+$/, 'VM.Config.Disk'],
    [/^ide\d+$/, 'VM.Config.CDROM'],
    [/^(acpi|hotplug|kvm|machine|scsihw|smbios1|tablet|vga|watchdog|audio\d|hostpci\d+|usb\d+|serial\d+|rng0)$/, 'VM.Config.HWType'],
  ],
  lxc: [
    [/^(arch|cores|cpulimit|cpuunits)$/, 'VM.Config.CPU'],
    [/^(memory|swap)$/, 'VM.Config.Memory'],
    [/^(net\d+|nameserver|searchdomain|hostname)$/, 'VM.Config.Network'],
    [/^(rootfs|mp\d+|unused\d+)$/, 'VM.Config.Disk'],
  ],
};

/** What the token has to have on the guest to set an option, by our reading of how Proxmox VE groups them. */
export function privilegeOf(type: GuestType, option: string): string {
  return BY_OPTION[type].find(([pattern]) => pattern.test(option))?.[1] ?? 'VM.Config.Options';
}
