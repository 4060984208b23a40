package import GateModel
import LocalFiles
import ToolProcess

/// `command:` of a check for tests: gets the paths of the changed files and prints those of the test files to run.
///
/// It runs in the working tree, in the check's directory. The paths are relative to that; they come in one a line, and as
/// arguments in the place of `{files}`. Lines that it prints are test files; `*` stands for all of them. Whatever goes wrong,
/// all tests run.
package struct TestListCommand: Sendable {
  private static let timeLimit = Duration.seconds(60)

  private let settings: CheckSettings
  private let template: CommandTemplate
  private let context: ToolContext

  /// - Throws: `CheckError` where the command line makes no sense.
  package init(_ text: String, _ settings: CheckSettings, context: ToolContext) throws(CheckError) {
    template = try CommandTemplate(text)
    self.settings = settings
    self.context = context
  }

  /// The tests that it names for `changed`.
  ///
  /// - Parameter isFile: whether there is a file of this path in the content under check.
  package func choice(_ changed: [RepositoryPath], isFile: (RepositoryPath) -> Bool) -> TestFiles {
    let paths = Set(changed).sorted().filter { $0.isInside(settings.selector.root) }
      .map { $0.relative(to: settings.selector.root) }
    if paths.count < Set(changed).count { return .all(reason: "a file outside of \(settings.selector.root) changed") }
    // It would be two files on two lines.
    if let path = paths.first(where: { $0.bytes.contains(UInt8(ascii: "\n")) }) {
      return .all(reason: "`\(template.text)` cannot be told of \(path)")
    }
    let result: ToolResult
    do throws(ToolError) {
      guard let command = command(paths) else {
        return .all(
          reason: "`\(template.text)` cannot be started, its program was not found or it has too many arguments")
      }
      result = try ToolProcess.runBlocking(command)
    } catch {
      return .all(reason: "`\(template.text)` cannot be started: \(error)")
    }
    guard result.end == .exited(0) else {
      return .all(
        reason: "`\(template.text)` \(result.end.phrase): \(OutputText.tail(result.standardError, lines: 1))")
    }
    if result.isTruncated { return .all(reason: "`\(template.text)` prints too much") }
    return tests(in: result.standardOutput, isFile: isFile)
  }

  private func command(_ paths: [RepositoryPath]) -> ToolCommand? {
    let directory = context.toolDirectory(settings)
    guard let executable = context.locator(settings, in: context.workTree).locate(template.program) else { return nil }
    let environment = context.commandEnvironment(settings)
    let arguments = template.arguments(paths.map { ArgumentBatches.argument($0) })
    let limit = ArgumentBatches.byteLimit(environment: environment, fixed: [executable.bytes])
    guard arguments.reduce(0, { $0 + $1.count + 9 }) <= limit else { return nil }
    return ToolCommand(
      executable: executable, arguments: arguments, directory: directory, environment: environment,
      input: paths.flatMap { Array($0.bytes) + [UInt8(ascii: "\n")] },
      timeout: min(Self.timeLimit, settings.timeout))
  }

  private func tests(in output: [UInt8], isFile: (RepositoryPath) -> Bool) -> TestFiles {
    var files: Set<RepositoryPath> = []
    let root = settings.selector.root
    for line in output.split(separator: UInt8(ascii: "\n")) {
      var line = line.last == UInt8(ascii: "\r") ? line.dropLast() : line
      if line.elementsEqual([UInt8(ascii: "*")]) { return .all(reason: "`\(template.text)` says so") }
      if line.starts(with: [UInt8(ascii: "."), UInt8(ascii: "/")]) { line = line.dropFirst(2) }
      if line.isEmpty { continue }
      let path = RepositoryPath(bytes: root.bytes.isEmpty ? Array(line) : root.bytes + [UInt8(ascii: "/")] + line)
      guard isFile(path) else { return .all(reason: "`\(template.text)` names \(path), which is no file") }
      files.insert(path)
    }
    return files.isEmpty
      ? .none(reason: "`\(template.text)` names no test")
      : .files(files.sorted(), reason: "named by `\(template.text)`")
  }
}
