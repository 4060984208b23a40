package import GateModel
import LocalFiles
import ToolProcess

/// Identifies a program by the content of its file, of its interpreter and of what is installed beside it, and by the
/// version that it prints.
///
/// The content of a console script says nothing (`black` is eight lines that import it), so for Python the set of installed
/// distributions counts, and for a program below `node_modules` the package manager's record of what it installed.
///
/// Shims of version managers (pyenv, asdf, mise, Volta, rustup, swiftly) stay as they are when what they start is replaced:
/// such a program is asked for its version every time.
package struct InstalledToolIdentifier: ToolIdentifier {
  private static let executableLimit = 1 << 30
  private static let recordLimit = 64 << 20
  private static let versionTimeout = Duration.seconds(10)
  private static let shells: Set<String> = ["sh", "bash", "dash", "ksh", "zsh", "busybox"]
  /// Files in which npm, pnpm and Yarn record what lies in a `node_modules`.
  private static let installationRecords = [
    ".package-lock.json", ".modules.yaml", ".yarn-state.yml", ".yarn-integrity",
  ]

  private let digest: @Sendable ([UInt8]) -> String
  private let memo: IdentityMemo

  /// - Parameter digest: a collision-resistant digest of the bytes, as text.
  package init(digest: @escaping @Sendable ([UInt8]) -> String, memo: IdentityMemo = .none) {
    self.digest = digest
    self.memo = memo
  }

  package func identify(
    executable: LocalPath, versionArguments: [String], environment: [String: String]
  ) throws(CheckError) -> String {
    let parts = try wrapping(executable) { () throws(FileError) -> [Part] in
      try constituents(of: executable, environment: environment)
    }
    // A version may depend on variables (a plug-in path, say), so they belong to the question.
    let question = versionArguments + environment.sorted { $0.key < $1.key }.map { "\($0.key)=\($0.value)" }
    let stamps = parts.map(\.stamp)
    let key = digest(Array((["1", "\(executable)"] + question + stamps).joined(separator: "\n").utf8))
    let isRemembered = versionArguments.isEmpty || !mayBeShim(executable, parts)
    if isRemembered, let known = memo.lookUp(key) { return known }

    var lines: [String] = []
    for part in parts {
      let content = try wrapping(executable) { () throws(FileError) -> String in try self.content(of: part) }
      lines.append("\(part.path) \(content)")
    }
    lines.append(try version(of: executable, arguments: versionArguments, environment: environment))
    let identity = digest(Array(lines.joined(separator: "\n").utf8))
    // What changed while we looked must not be remembered under the old stamps.
    if isRemembered, stamps == parts.map(\.stamp) { memo.store(key, identity) }
    return identity
  }

  private func wrapping<Result>(
    _ executable: LocalPath, _ body: () throws(FileError) -> Result
  ) throws(CheckError) -> Result {
    do throws(FileError) {
      return try body()
    } catch {
      throw CheckError("cannot tell which program \(executable) is: \(error)")
    }
  }

  // MARK: - What takes part

  private struct Part {
    enum Kind { case file, interpreter, record, distributions }
    var path: LocalPath
    var kind: Kind

    /// Changes whenever the file or directory is replaced or written to.
    var stamp: String {
      guard let status = LocalFiles.status(path, followingLinks: true) else { return "\(path) -" }
      return "\(path) \(status.device):\(status.inode):\(status.size):\(status.modified)"
    }
  }

  private func constituents(
    of executable: LocalPath, environment: [String: String]
  ) throws(FileError) -> [Part] {
    let real = try LocalFiles.realPath(executable)
    var parts = [Part(path: real, kind: .file)]
    if let record = installationRecord(above: real) { parts.append(Part(path: record, kind: .record)) }
    guard let interpreter = try interpreter(of: real, path: environment["PATH"] ?? "") else { return parts }
    parts.append(Part(path: try LocalFiles.realPath(interpreter), kind: .interpreter))
    if String(decoding: interpreter.name, as: UTF8.self).hasPrefix("python") {
      let libraries = pythonLibraries(of: interpreter, home: environment["HOME"])
      parts += libraries.map { Part(path: $0, kind: .distributions) }
    }
    return parts
  }

  /// Whether `executable` may be a shim that starts a program which is none of `parts`: a script for a shell that no package
  /// manager answers for, or a link to a program of another name.
  private func mayBeShim(_ executable: LocalPath, _ parts: [Part]) -> Bool {
    if parts.contains(where: { $0.kind == .record }) { return false }
    if let interpreter = parts.first(where: { $0.kind == .interpreter }) {
      return Self.shells.contains(String(decoding: interpreter.path.name, as: UTF8.self))
    }
    guard let real = parts.first?.path.name, !real.elementsEqual(executable.name) else { return false }
    // `python3` is a link to `python3.11` and `swift` one to `swift-driver`.
    let isVariant = real.starts(with: executable.name)
    let next = real.dropFirst(executable.name.count).first
    return !isVariant || next.map { (UInt8(ascii: "a")...UInt8(ascii: "z")).contains($0) } ?? false
  }

  /// The program that the `#!` line of `script` names, through `env` where it does so.
  private func interpreter(of script: LocalPath, path: String) throws(FileError) -> LocalPath? {
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
    let locator = ToolLocator(path: path, workingDirectory: script.parent)
    return locator.locate(String(decoding: name, as: UTF8.self)) ?? program
  }

  /// The `site-packages` that a Python sees: its own and, for a system Python, the distribution's and the user's.
  private func pythonLibraries(of interpreter: LocalPath, home: String?) -> [LocalPath] {
    var libraries: [LocalPath] = []
    let user = home.map { [LocalPath($0).appending(".local")] } ?? []
    for prefix in [interpreter.parent.parent, LocalPath("/usr/local"), LocalPath("/usr")] + user {
      let library = prefix.appending("lib")
      libraries.append(library.appending("python3/dist-packages"))
      for name in (try? LocalFiles.list(library)) ?? [] where name.starts(with: "python3".utf8) {
        libraries.append(library.appending(bytes: name).appending("site-packages"))
        libraries.append(library.appending(bytes: name).appending("dist-packages"))
      }
    }
    var seen: Set<LocalPath> = []
    return libraries.filter {
      LocalFiles.status($0, followingLinks: true)?.isDirectory == true && seen.insert($0).inserted
    }
    .sorted { $0.bytes.lexicographicallyPrecedes($1.bytes) }
  }

  private func installationRecord(above program: LocalPath) -> LocalPath? {
    var directory = program.parent
    while directory.parent != directory, directory.bytes != Array(".".utf8) {
      if directory.name.elementsEqual("node_modules".utf8) {
        let records = Self.installationRecords.map { directory.appending($0) }
        if let record = records.first(where: { LocalFiles.status($0)?.isRegularFile == true }) { return record }
      }
      directory = directory.parent
    }
    return nil
  }

  // MARK: - What it says

  private func content(of part: Part) throws(FileError) -> String {
    switch part.kind {
    case .file, .interpreter, .record:
      return digest(try LocalFiles.read(part.path, limit: Self.executableLimit))
    case .distributions:
      // `black-26.1.0.dist-info`: name and version of everything that is installed there.
      let names = try LocalFiles.list(part.path).filter {
        String(decoding: $0, as: UTF8.self).hasSuffix(".dist-info")
          || String(decoding: $0, as: UTF8.self).hasSuffix(".egg-info")
      }
      return digest(Array(names.sorted { $0.lexicographicallyPrecedes($1) }.joined(separator: [0])))
    }
  }

  private func version(
    of executable: LocalPath, arguments: [String], environment: [String: String]
  ) throws(CheckError) -> String {
    if arguments.isEmpty { return "" }
    let command = ToolCommand(
      executable: executable, arguments: arguments.map { Array($0.utf8) }, directory: LocalPath("/"),
      environment: environment, timeout: Self.versionTimeout, outputLimit: 64 << 10)
    let asked = "\(executable) \(arguments.joined(separator: " "))"
    let result: ToolResult
    do throws(ToolError) {
      result = try ToolProcess.runBlocking(command)
    } catch {
      throw CheckError(error.description)
    }
    guard result.end == .exited(0) else {
      throw CheckError("`\(asked)` \(result.end.phrase): \(OutputText.tail(result.combined, lines: 3))")
    }
    return String(decoding: result.standardOutput + result.standardError, as: UTF8.self)
  }
}
