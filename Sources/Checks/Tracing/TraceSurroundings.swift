import GateModel
import LocalFiles

/// What lies where on the machine that a trace is about.
struct TraceSurroundings {
  /// Directories laid out like the repository, by their names and their real paths.
  private(set) var roots: [LocalPath] = []
  let home: [LocalPath]
  private let passing: [LocalPath]

  init(workTree: LocalPath?, environment: [String: String], temporaryDirectory: LocalPath) {
    home = environment["HOME"].map { LocalPath($0) }.map(Self.forms) ?? []
    let temporary = [temporaryDirectory] + ["/tmp", "/var/tmp"].map { LocalPath($0) }
    passing = temporary.flatMap(Self.forms) + Self.system.map { LocalPath($0) }
    roots = workTree.map(Self.forms) ?? []
  }

  /// The same, with `root` laid out like the repository, too.
  func with(root: LocalPath) -> TraceSurroundings {
    var copy = self
    copy.roots = Self.forms(root) + roots
    return copy
  }

  /// The path in the repository, `nil` for what lies outside.
  func inside(_ path: LocalPath) -> RepositoryPath? { roots.lazy.compactMap { path.relative(to: $0) }.first }

  /// The path below the user's home, `nil` for what lies elsewhere.
  func belowHome(_ path: LocalPath) -> RepositoryPath? { home.lazy.compactMap { path.relative(to: $0) }.first }

  /// Whether the file belongs to the system, or is gone soon.
  func isPassing(_ path: LocalPath) -> Bool { passing.contains { path.relative(to: $0) != nil } }

  private static func forms(_ path: LocalPath) -> [LocalPath] {
    guard let real = try? LocalFiles.realPath(path), real != path else { return [path] }
    return [path, real]
  }

  /// What a distribution's packages bring, the kernel shows, and servers keep; and of /etc what the C library and the tools'
  /// own packages read.
  private static let system = [
    "/usr", "/lib", "/lib32", "/lib64", "/libx32", "/bin", "/sbin", "/opt", "/nix", "/snap", "/proc", "/dev", "/sys",
    "/run", "/var",
    "/etc/ld.so.cache", "/etc/ld.so.preload", "/etc/ld.so.conf", "/etc/ld.so.conf.d", "/etc/localtime", "/etc/timezone",
    "/etc/nsswitch.conf", "/etc/passwd", "/etc/group", "/etc/hosts", "/etc/host.conf", "/etc/resolv.conf",
    "/etc/gai.conf",
    "/etc/services", "/etc/protocols", "/etc/ssl", "/etc/pki", "/etc/ca-certificates", "/etc/crypto-policies",
    "/etc/locale.alias", "/etc/locale.conf", "/etc/default/locale", "/etc/os-release", "/etc/debian_version",
    "/etc/lsb-release", "/etc/mime.types", "/etc/terminfo", "/etc/machine-id", "/etc/alternatives", "/etc/selinux",
    "/etc/inputrc", "/etc/python3", "/etc/python3.11", "/etc/python3.12", "/etc/python3.13",
  ]
}
