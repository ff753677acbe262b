import { canonicalJson, sha256 } from '../../core/canonical.ts';
import type { EnvironmentDefinition } from '../../core/task.ts';

/** File in a fresh root that carries what was installed; the builder reads and removes it. */
export const factsFile = 'seceval-facts';

/**
 * What is done to a bootstrapped root, as a shell script whose $1 is the root. It runs as root of the bootstrap's
 * own namespaces, so it is the same for root and for an ordinary user.
 */
const customise = `set -eu
root="$1"
{
  . "$root/etc/os-release"; echo "debian $VERSION_ID ($VERSION_CODENAME)"
  echo "architecture $(chroot "$root" dpkg --print-architecture)"
  echo "python $(chroot "$root" /usr/bin/python3 -c 'import platform; print(platform.python_version())')"
  chroot "$root" dpkg-query --show --showformat='package \${Package} \${Version}\\n'
} > "$root/${factsFile}"

# Mount points of the sandbox: work folder, tools of the judge, harness, files that the judge serves.
mkdir -p "$root/work" "$root/tools" "$root/h" "$root/srv/seceval"

printf '127.0.0.1 localhost\\n' > "$root/etc/hosts"
rm -f "$root/etc/resolv.conf"
printf 'nameserver 127.0.0.1\\noptions timeout:1 attempts:1\\n' > "$root/etc/resolv.conf"
printf 'passwd: files\\ngroup: files\\nhosts: files dns\\nprotocols: files\\nservices: files\\n' > "$root/etc/nsswitch.conf"
rm -f "$root/etc/hostname"
printf 'candidate\\n' > "$root/etc/hostname"
printf 'root:x:0:0:root:/root:/bin/sh\\ncandidate:x:1000:1000::/work:/bin/sh\\nnobody:x:65534:65534::/nonexistent:/usr/sbin/nologin\\n' > "$root/etc/passwd"
printf 'root:x:0:\\ncandidate:x:1000:\\nnogroup:x:65534:\\n' > "$root/etc/group"
rm -f "$root/etc/shadow" "$root/etc/gshadow" "$root/etc/shadow-" "$root/etc/gshadow-" "$root/etc/passwd-" "$root/etc/group-"

# The system's trust store is whatever the judge puts there: real authorities sign nothing that a test serves.
rm -rf "$root/etc/ssl/certs" "$root/usr/lib/ssl/cert.pem"
mkdir -p "$root/etc/ssl/certs"
ln -s /tools/ca.pem "$root/etc/ssl/certs/ca-certificates.crt"
ln -s /tools/ca.pem "$root/usr/lib/ssl/cert.pem"

rm -rf "$root/usr/share/doc" "$root/usr/share/man" "$root/usr/share/info" "$root/usr/share/locale" \\
  "$root/usr/share/lintian" "$root/usr/share/bug" "$root/usr/share/ca-certificates" \\
  "$root/var/lib/dpkg/info" "$root/etc/cron.daily" "$root/etc/systemd"
find "$root/var/log" "$root/var/cache" "$root/run" -xdev -mindepth 1 -delete
# Only what is the image's own: while it is bootstrapped, system mounts lie in it.
for folder in "$root"/*; do
  case "\${folder##*/}" in dev|proc|sys|tmp|${factsFile}) continue ;; esac
  [ -L "$folder" ] && continue
  find "$folder" -xdev -type f -perm /6000 -exec chmod ug-s {} +
  # A slot uid reads the root as anyone else: nothing in it is secret.
  find "$folder" -xdev \\( -type d -o -type f \\) ! -perm -o+r -exec chmod a+rX {} +
done
`;

/** What an image is built from: equal keys, interchangeable images (up to the day's package versions). */
export function imageKey(definition: EnvironmentDefinition): string {
  const built = {
    debian: definition.debian,
    packages: [...definition.packages].sort(),
    customise,
    architecture: process.arch,
  };
  return `${definition.debian}-${sha256(canonicalJson(built)).slice(0, 16)}`;
}

/** SHA-256 over what was asked for and every version that came. */
export function imageFingerprint(
  definition: EnvironmentDefinition,
  versions: Readonly<Record<string, string>>,
): string {
  return sha256(canonicalJson({ key: imageKey(definition), versions }));
}

export type BootstrapMode = 'root' | 'unshare';

/** Arguments of mmdebstrap. `target` is a folder for root, a tarball for an ordinary user. */
export function bootstrapArguments(definition: EnvironmentDefinition, mode: BootstrapMode, target: string): string[] {
  return [
    `--mode=${mode}`,
    '--variant=essential',
    `--format=${mode === 'root' ? 'directory' : 'tar'}`,
    '--skip=cleanup/reproducible',
    `--include=${[...definition.packages].sort().join(',')}`,
    // Documents are left out while unpacking: quicker than deleting them.
    '--dpkgopt=path-exclude=/usr/share/doc/*',
    '--dpkgopt=path-exclude=/usr/share/man/*',
    '--dpkgopt=path-exclude=/usr/share/locale/*',
    `--customize-hook=${customise}`,
    definition.debian,
    target,
  ];
}
