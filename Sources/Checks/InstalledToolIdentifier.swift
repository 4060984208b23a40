package import GateModel
import LocalFiles
import ToolProcess

/// Identifies a program by the content of its file, of its interpreter and of what is installed beside it, and by the
/// version that it prints.
///
/// The content of a console script says nothing (`black` is eight lines that import it), so for Python the set of installed
/// distributions counts, and for a program below `node_modules` the package manager's record of what it installed.
///
/// Shims of version managers (pyenv, asdf, mise, Volta, rustup) stay as they are when what they start is replaced: the
/// manager is asked what it would start, and that counts. A script of a shell is looked through for programs that it names.
/// What may start something else after all is asked for its version every time, where it is known how.
package struct InstalledToolIdentifier: ToolIdentifier {
  private static let versionTimeout = Duration.seconds(10)

  private let digest: @Sendable ([UInt8]) -> String
  private let memo: IdentityMemo

  /// - Parameter digest: a collision-resistant digest of the bytes, as text.
  package init(digest: @escaping @Sendable ([UInt8]) -> String, memo: IdentityMemo = .none) {
    self.digest = digest
    self.memo = memo
  }

  package func identify(
    executable: LocalPath, versionArguments: [String], environment: [String: String], directory: LocalPath
  ) throws(CheckError) -> String {
    let found = try wrapping(executable) { () throws(FileError) -> ToolParts in
      try ToolParts(of: executable, environment: environment, directory: directory)
    }
    let parts = found.parts
    // A version may depend on variables (a plug-in path, say), so they belong to the question.
    let question = versionArguments + environment.sorted { $0.key < $1.key }.map { "\($0.key)=\($0.value)" }
    let stamps = parts.map(\.stamp)
    let key = digest(Array((["2", "\(executable)"] + question + stamps).joined(separator: "\n").utf8))
    let isRemembered = versionArguments.isEmpty || !found.isOpen
    if isRemembered, let known = memo.lookUp(key) { return known }

    var lines: [String] = []
    for part in parts {
      let content = try wrapping(executable) { () throws(FileError) -> String in try part.content(digest) }
      lines.append("\(part.path) \(content)")
    }
    lines.append(try version(of: executable, versionArguments, environment, directory))
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

  private func version(
    of executable: LocalPath, _ arguments: [String], _ environment: [String: String], _ directory: LocalPath
  ) throws(CheckError) -> String {
    if arguments.isEmpty { return "" }
    let command = ToolCommand(
      executable: executable, arguments: arguments.map { Array($0.utf8) }, directory: directory,
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
