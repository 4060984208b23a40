package import GateModel
import ToolProcess

/// A linter that gate knows.
package struct LintCheck: ToolCheck {
  package let settings: CheckSettings
  private let preset: Preset
  private let arguments: [String]
  private let canFix: Bool
  private let format: OutputFormat
  private let context: ToolContext
  private let outside: OutsideFiles

  /// - Parameters:
  ///   - arguments: further arguments, put before the paths.
  ///   - canFix: whether the preset's fix command may be used, where it has one.
  /// - Throws: `CheckError` if the preset names no program or an unknown format.
  package init(
    _ settings: CheckSettings, preset: Preset, arguments: [String] = [], canFix: Bool = false, context: ToolContext
  ) throws(CheckError) {
    guard preset.command.count > 0, preset.command.contains("{files}") else {
      throw CheckError("the preset \(preset.name) has no command with {files}")
    }
    guard let format = OutputFormat.named(preset.format) else {
      throw CheckError("the preset \(preset.name) names the unknown format \(preset.format)")
    }
    self.settings = settings
    self.preset = preset
    self.arguments = arguments
    self.canFix = canFix && !preset.fixCommand.isEmpty
    self.format = format
    self.context = context
    outside = OutsideFiles {
      OutsideConfiguration(context: context).files(
        named: preset.userConfiguration, above: preset.configuration.filter(Self.isLookedForAbove))
    }
  }

  var outsidePlaces: Set<LocalPath> {
    OutsideConfiguration(context: context).places(
      named: preset.userConfiguration, above: preset.configuration.filter(Self.isLookedForAbove))
  }

  /// A file that git reads is looked for no further up than the repository goes; a pattern is one over tracked files.
  private static func isLookedForAbove(_ name: String) -> Bool {
    !name.hasPrefix(".git") && !name.contains("/") && !name.contains("*")
  }

  package var id: CheckID { settings.id }

  package var traits: CheckTraits {
    CheckTraits(
      kind: "lint", grain: preset.grain, reading: .directory, isolation: settings.isolation,
      isCacheable: settings.isCached, timeout: settings.timeout, needs: settings.needs)
  }

  var trackedSelector: FileSelector? { nil }

  package func selection(in scope: CheckScope) throws(CheckError) -> Selection {
    let choice = FileChoice(scope: scope, selector: settings.selector)
    let files = try choice.changed().filter(\.version.mode.isFile)
    return files.isEmpty ? .nothing("no file for \(preset.name) was changed") : .files(files)
  }

  package func dependencies(
    for selection: Selection, in scope: CheckScope
  ) throws(CheckError) -> CheckDependencies {
    var collector = DependencyCollector(scope)
    try collector.addTracked(settings.inputs)
    // How a file is checked out follows from the attributes of its own directory and those above.
    try collector.addConfiguration([".gitattributes"] + preset.configuration, for: selection.files)
    return try dependencies(on: collector)
  }

  package func dependenciesOnAll(in scope: CheckScope) throws(CheckError) -> CheckDependencies? {
    var dependencies = try dependencies(on: DependencyCollector(scope))
    dependencies.definition += settings.choice + ["configuration"] + preset.configuration
    return dependencies
  }

  private func dependencies(on collector: DependencyCollector) throws(CheckError) -> CheckDependencies {
    let executable = try executable(in: context.workTree)
    let identity = try context.identifier.identify(
      executable: executable, versionArguments: preset.versionArguments, environment: environment,
      directory: context.toolDirectory(settings))
    // The format's reading is part of the verdict: count its version up when it reads the same output otherwise.
    let definition =
      ["lint", "1", preset.name, preset.format, "\(settings.selector.root)"] + preset.command + ["--"] + arguments
      + ["passed"] + preset.passedStatuses.sorted().map(String.init)
      + ["failed"] + preset.failedStatuses.sorted().map(String.init)
    return CheckDependencies(
      definition: definition, inputs: collector.result, selectors: collector.selectors,
      tools: [CheckDependencies.Tool(name: preset.command[0], identity: identity)],
      environment: context.variables(settings), outside: outside.files)
  }

  package func run(_ job: CheckJob) async -> CheckOutcome {
    guard let directory = job.directory else { return .errored("the check \(id) was given no directory") }
    if let missing = FilePresence.firstMissing(job.files, in: directory) {
      return .errored("\(missing) is gone from \(directory)", hint: "run gate again when nothing else changes files")
    }
    if format.missesRawPaths,
      let path = job.files.map(\.path).first(where: { String(validating: $0.bytes, as: UTF8.self) == nil })
    {
      return .errored("\(preset.name) cannot read \(path), whose name is no UTF-8", hint: "rename it or exclude it")
    }
    do throws(CheckError) {
      var commands: [ToolCommand] = []
      for piece in context.pieces(of: job, preset.grain) {
        commands += context.started(try self.commands(preset.command, piece, directory), of: id, piece)
      }
      let results = await ToolBatch(commands: commands, slots: job.slots, timeout: settings.timeout).run()
      let mapper = PathMapper(files: job.files.map(\.path), directory: directory, root: settings.selector.root)
      let given = Set(job.files.map(\.path))
      return results.map { judge($0, mapper, given) }.combined()
    } catch {
      return .errored(error)
    }
  }

  // MARK: - Fixing

  package var fixing: FixTraits? { canFix ? FixTraits(needsWholeTree: preset.grain != .file) : nil }

  package func fix(_ job: CheckJob) async -> CheckOutcome {
    guard let directory = job.directory else { return .errored("the check \(id) was given no directory") }
    do throws(CheckError) {
      let commands = try commands(preset.fixCommand, job, directory)
      let results = await ToolBatch(commands: commands, slots: job.slots, timeout: settings.timeout).run()
      let ended = preset.passedStatuses.union(preset.failedStatuses)
      return results.map {
        .fixed($0, name: preset.name, timeout: settings.timeout, hint: preset.install, endedWith: ended)
      }.combined()
    } catch {
      return .errored(error)
    }
  }

  // MARK: - The command

  /// Python writes a path that is no UTF-8 as it came in, instead of dying on it.
  private var environment: [String: String] {
    var environment = context.commandEnvironment(settings)
    if environment["PYTHONIOENCODING"] == nil { environment["PYTHONIOENCODING"] = "utf-8:surrogateescape" }
    return environment
  }

  private func executable(in directory: LocalPath) throws(CheckError) -> LocalPath {
    guard let found = context.locator(settings, in: directory).locate(preset.command[0]) else {
      throw CheckError("\(preset.command[0]) was not found, which the check \(id) needs", hint: preset.install)
    }
    return found
  }

  private func commands(
    _ line: [String], _ job: CheckJob, _ directory: LocalPath
  ) throws(CheckError) -> [ToolCommand] {
    let executable = try executable(in: directory)
    let environment = environment
    let fixed = line.dropFirst().filter { $0 != "{files}" } + arguments
    let limit = ArgumentBatches.byteLimit(
      environment: environment, fixed: [executable.bytes] + fixed.map { Array($0.utf8) })
    let paths = job.files.map { ArgumentBatches.argument($0.path.relative(to: settings.selector.root)) }
    // Where a verdict covers all files together, what one process sees must not depend on the number of cores.
    let width = preset.grain == .file ? context.width : 1
    guard let batches = ArgumentBatches.split(paths, byteLimit: limit, width: width) else {
      throw CheckError("a path is too long for a command line")
    }
    return batches.map { batch in
      ToolCommand(
        executable: executable, arguments: words(line, batch), directory: directory.appending(settings.selector.root),
        environment: environment, timeout: settings.timeout, outputLimit: 32 << 20)
    }
  }

  private func words(_ line: [String], _ paths: [[UInt8]]) -> [[UInt8]] {
    line.dropFirst().flatMap { word in
      word == "{files}" ? arguments.map { Array($0.utf8) } + paths : [Array(word.utf8)]
    }
  }

  // MARK: - The verdict

  private func judge(
    _ result: Result<ToolResult, ToolError>, _ mapper: PathMapper, _ given: Set<RepositoryPath>
  ) -> CheckOutcome {
    if let undecided = CheckOutcome.undecided(
      result, name: preset.name, timeout: settings.timeout, hint: preset.install)
    {
      return undecided
    }
    guard case .success(let result) = result, case .exited(let status) = result.end else {
      return .errored("\(preset.name) gave no result")
    }
    let isPass = preset.passedStatuses.contains(status)
    let isFailure = preset.failedStatuses.contains(status)
    let said = result.standardError.isEmpty ? result.standardOutput : result.standardError
    guard isPass || isFailure else {
      return .errored(
        "\(preset.name) could not run (status \(status)): \(OutputText.tail(said))",
        output: OutputText.text(result.combined))
    }
    do throws(CheckError) {
      let output = OutputFormat.Output(
        standardOutput: result.standardOutput, standardError: result.standardError, isPass: isPass)
      let findings = try format.findings(output, mapper).withoutDuplicates()
      return outcome(findings, status: status, isFailure: isFailure, said: said, given)
    } catch {
      let hint = result.isTruncated ? "it printed more than gate keeps; check fewer files at once" : nil
      return .errored(
        "\(preset.name): \(error.message)", hint: hint, output: OutputText.text(result.combined))
    }
  }

  private func outcome(
    _ findings: [Finding], status: Int32, isFailure: Bool, said: [UInt8], _ given: Set<RepositoryPath>
  ) -> CheckOutcome {
    var findings = findings
    var isAttributed = findings.allSatisfy { $0.path.map(given.contains) ?? false }
    if isFailure, !findings.contains(where: { $0.severity == .error }) {
      // The tool says no, and we do not see why: never a silent pass.
      findings.append(
        Finding(
          rule: "exit-status", message: "\(preset.name) ended with status \(status): \(OutputText.tail(said))"))
      isAttributed = false
    }
    var outcome = CheckOutcome.judged(by: findings)
    outcome.attributed = isAttributed
    return outcome
  }
}
