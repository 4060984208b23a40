import GateModel
import LocalFiles
import ToolProcess

/// Finds out what a program is made of: its file, its interpreter, what is installed beside it, and, where it only starts
/// another one, that.
struct ToolParts {
  private static let shells: Set<String> = ["sh", "bash", "dash", "ksh", "zsh", "busybox"]
  /// Files in which npm, pnpm and Yarn record what lies in a `node_modules`.
  private static let installationRecords = [
    ".package-lock.json", ".pnpm/lock.yaml", ".modules.yaml", ".yarn-state.yml", ".yarn-integrity",
  ]
  /// So much of a shell script is looked through for what it starts.
  private static let scriptLimit = 16 << 10
  /// So many programs may start each other.
  private static let depthLimit = 5
  /// So many parts are enough: what else a long script names is not looked at.
  private static let partLimit = 256

  let environment: [String: String]
  /// The directory in which the program would run: version managers choose by it.
  let directory: LocalPath
  private(set) var parts: [ToolPart] = []
  /// Whether it may start a program that is none of the parts.
  private(set) var isOpen = false
  private var seen: Set<LocalPath> = []

  /// Looks at `executable`.
  init(
    of executable: LocalPath, environment: [String: String], directory: LocalPath
  ) throws(FileError) {
    self.environment = environment
    self.directory = directory
    try add(executable, depth: 0)
  }

  private mutating func add(_ executable: LocalPath, depth: Int) throws(FileError) {
    guard seen.insert(executable).inserted else { return }
    let real = try LocalFiles.realPath(executable)
    append(real, .file)
    if PythonInstallation.isPython(executable) { add(librariesOf: executable) }
    for library in PythonInstallation.libraries(ofManager: executable, home: environment["HOME"]) {
      append(library, .distributions)
    }
    let isInstalled = addInstallation(above: real)
    if let shim = VersionManagerShim(executable, real: real) {
      try follow(shim, depth: depth)
      return
    }
    guard let interpreter = try interpreter(of: real) else {
      if Self.isOtherName(real, than: executable) { isOpen = true }
      return
    }
    append(try LocalFiles.realPath(interpreter), .interpreter)
    if PythonInstallation.isPython(interpreter) { add(librariesOf: interpreter) }
    if Self.shells.contains(String(decoding: interpreter.name, as: UTF8.self)) {
      if !isInstalled { isOpen = true }
      if depth < Self.depthLimit { try addPrograms(startedBy: real, depth: depth) }
    }
  }

  private mutating func append(_ path: LocalPath, _ kind: ToolPart.Kind) {
    let part = ToolPart(path: path, kind: kind)
    if !parts.contains(part) { parts.append(part) }
  }

  private mutating func add(librariesOf python: LocalPath) {
    for library in PythonInstallation.libraries(of: python, home: environment["HOME"]) {
      append(library, .distributions)
    }
  }

  /// A version manager says itself what it would start; where it does not, it may be anything.
  private mutating func follow(_ shim: VersionManagerShim, depth: Int) throws(FileError) {
    guard depth < Self.depthLimit, let target = shim.target(environment: environment, directory: directory) else {
      isOpen = true
      return
    }
    try add(target, depth: depth + 1)
  }

  /// Everything that a shell script names and that is a program counts as started by it.
  private mutating func addPrograms(startedBy script: LocalPath, depth: Int) throws(FileError) {
    let text = String(decoding: try LocalFiles.readHead(script, count: Self.scriptLimit), as: UTF8.self)
    let locator = ToolLocator(path: environment["PATH"] ?? "", workingDirectory: script.parent)
    for word in CommandWords.all(in: text) where parts.count < Self.partLimit {
      // `"$(dirname "$0")"/name` is a neighbour, whatever is left of it here.
      let neighbour = script.parent.appending(bytes: LocalPath(word).name)
      guard let program = locator.locate(word) ?? (word.contains("/") ? locator.locate("\(neighbour)") : nil) else {
        continue
      }
      do throws(FileError) {
        try add(program, depth: depth + 1)
      } catch {
        // Nobody says that it is started, or that it can be read.
        continue
      }
    }
  }

  /// The program that the `#!` line of `script` names, through `env` where it does so.
  private func interpreter(of script: LocalPath) throws(FileError) -> LocalPath? {
    let head = try LocalFiles.readHead(script, count: 1024)
    guard head.starts(with: "#!".utf8) else { return nil }
    let line = head.dropFirst(2).prefix { $0 != UInt8(ascii: "\n") && $0 != UInt8(ascii: "\r") }
    let words = line.split { $0 == UInt8(ascii: " ") || $0 == UInt8(ascii: "\t") }.map { Array($0) }
    guard let first = words.first else { return nil }
    let program = LocalPath(bytes: first)
    guard program.name.elementsEqual("env".utf8) else { return LocalFiles.status(program) == nil ? nil : program }
    guard
      let name = words.dropFirst().first(where: { $0.first != UInt8(ascii: "-") && !$0.contains(UInt8(ascii: "=")) })
    else { return program }
    let locator = ToolLocator(path: environment["PATH"] ?? "", workingDirectory: script.parent)
    return locator.locate(String(decoding: name, as: UTF8.self)) ?? program
  }

  /// Adds what a package manager of Node recorded of the package that `program` belongs to: its own description, and all that
  /// was installed with it.
  ///
  /// - Returns: whether there is a record of all that was installed.
  private mutating func addInstallation(above program: LocalPath) -> Bool {
    var directory = program.parent
    var description: LocalPath?
    var isRecorded = false
    while directory.parent != directory, directory.bytes != Array(".".utf8) {
      if directory.name.elementsEqual("node_modules".utf8) {
        for record in Self.installationRecords.map({ directory.appending($0) })
        where LocalFiles.status(record)?.isRegularFile == true {
          append(record, .record)
          isRecorded = true
        }
        if let description { append(description, .record) }
        description = nil
      } else if description == nil {
        let candidate = directory.appending("package.json")
        if LocalFiles.status(candidate, followingLinks: true)?.isRegularFile == true { description = candidate }
      }
      directory = directory.parent
    }
    return isRecorded
  }

  /// Whether a link leads to a program of another name, which then may do anything by that name.
  private static func isOtherName(_ real: LocalPath, than executable: LocalPath) -> Bool {
    let name = real.name
    if name.elementsEqual(executable.name) { return false }
    // `python3` is a link to `python3.11` and `swift` one to `swift-driver`.
    let isVariant = name.starts(with: executable.name)
    let next = name.dropFirst(executable.name.count).first
    return !isVariant || next.map { (UInt8(ascii: "a")...UInt8(ascii: "z")).contains($0) } ?? false
  }
}
