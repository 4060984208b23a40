import GateModel

/// Which files the processes of a trace used, as absolute paths.
struct TracedAccesses: Hashable {
  /// Opened for reading, by their real paths, and not written before by the same processes.
  private(set) var read: Set<LocalPath> = []
  /// Found to be there under these names: asked about, followed as a link, executed.
  private(set) var seen: Set<LocalPath> = []
  /// Directories whose names were read.
  private(set) var listed: Set<LocalPath> = []
  /// Looked for, and not there.
  private(set) var absent: Set<LocalPath> = []
  /// Made or written.
  private(set) var written: Set<LocalPath> = []
  /// Programs that were started.
  private(set) var executed: Set<LocalPath> = []

  /// The system calls that tell, as `-e trace=` takes them; `?` for those that not every machine has.
  static let traced = [
    "open", "openat", "openat2", "creat", "stat", "lstat", "stat64", "lstat64", "newfstatat", "fstatat64", "statx",
    "access",
    "faccessat", "faccessat2", "readlink", "readlinkat", "execve", "execveat", "chdir", "fchdir", "getdents",
    "getdents64",
    "clone", "clone3", "fork", "vfork", "mkdir", "mkdirat", "rename", "renameat", "renameat2", "link", "linkat",
    "symlink",
    "symlinkat",
  ].map { "?\($0)" }.joined(separator: ",")

  /// - Parameters:
  ///   - log: what was traced, from the start of the first process.
  ///   - directory: where that process was started.
  init(_ log: StraceLog, startedIn directory: LocalPath) {
    var processes = ProcessDirectories(first: directory)
    for call in log.calls {
      processes.introduce(call.process)
      take(call, &processes)
    }
  }

  private mutating func take(_ call: StraceCall, _ processes: inout ProcessDirectories) {
    switch call.name {
    case "clone", "clone3", "fork", "vfork": processes.fork(call)
    case "chdir", "fchdir": processes.change(call)
    case "getdents", "getdents64":
      if call.error == nil, let path = call.arguments.first?.path { listed.insert(LocalPath(bytes: path)) }
    case "mkdir", "mkdirat", "rename", "renameat", "renameat2", "link", "linkat", "symlink", "symlinkat":
      if call.number == 0, let path = processes.path(in: call, at: call.arguments.lastIndex { $0.string != nil }) {
        written.insert(path)
      }
    case "open", "openat", "openat2", "creat": open(call, processes)
    case "execve", "execveat":
      guard let path = look(call, processes), call.number == 0 else { return }
      executed.insert(path)
    default: _ = look(call, processes)
    }
  }

  private mutating func open(_ call: StraceCall, _ processes: ProcessDirectories) {
    guard let named = look(call, processes), call.number != nil else { return }
    let path = call.result.path.map { LocalPath(bytes: $0) } ?? named
    let flags = call.arguments.filter { $0.contains("O_") }
    let has = { (flag: String) in flags.contains { $0.contains(flag) } }
    if has("O_DIRECTORY") || has("O_PATH") { return }
    if call.name == "creat" || has("O_CREAT") || has("O_TRUNC") || has("O_WRONLY") {
      if !has("O_WRONLY"), !has("O_TRUNC"), call.name != "creat", !written.contains(path) { read.insert(path) }
      written.insert(path)
    } else if !written.contains(path) {
      read.insert(path)
    }
  }

  /// Notes whether the file that the call names is there, and returns its path.
  private mutating func look(_ call: StraceCall, _ processes: ProcessDirectories) -> LocalPath? {
    let index = call.arguments.firstIndex { $0.string != nil }
    guard let path = processes.path(in: call, at: index), !call.isPending else { return nil }
    switch call.error {
    case nil, "EINVAL", "EEXIST": if !written.contains(path) { seen.insert(path) }
    case "ENOENT": if !written.contains(path) { absent.insert(path) }
    default: break
    }
    return path
  }
}

extension StraceCall {
  /// Whether the call had not returned when this was written.
  var isPending: Bool { error == nil && result.text == [UInt8(ascii: "?")] }
}
