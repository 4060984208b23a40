package import GateModel
import ToolProcess

/// A `run:` of gate.yml: any command, judged by its exit status.
package struct CommandCheck: ToolCheck {
  package let settings: CheckSettings
  private let template: CommandTemplate
  private let fixTemplate: CommandTemplate?
  private let format: OutputFormat?
  private let context: ToolContext
  private let reading: CheckTraits.Reading

  /// - Parameters:
  ///   - run: the command line.
  ///   - format: how its output becomes findings, where it has a known format.
  ///   - fix: the command line that mends what is found, where there is one.
  /// - Throws: `CheckError` if a command line cannot be parsed or the format is unknown.
  package init(
    _ settings: CheckSettings, run: String, format: String? = nil, fix: String? = nil, context: ToolContext
  ) throws(CheckError) {
    self.settings = settings
    self.context = context
    let template = try CommandTemplate(run)
    self.template = template
    reading = Self.isFileless(template, settings, context) ? .nothing : .directory
    fixTemplate = try fix.map { line throws(CheckError) in try CommandTemplate(line) }
    self.format = try format.map { name throws(CheckError) in
      guard let format = OutputFormat.named(name) else { throw CheckError("there is no output format \(name)") }
      return format
    }
  }

  package var id: CheckID { settings.id }

  package var traits: CheckTraits {
    CheckTraits(
      kind: "command", grain: .task, reading: reading, isolation: settings.isolation,
      isCacheable: settings.isCached, timeout: settings.timeout, needs: settings.needs, writes: settings.writes)
  }

  var trackedSelector: FileSelector? { template.takesFiles || reading == .nothing ? nil : settings.selector }

  private static func isFileless(
    _ template: CommandTemplate, _ settings: CheckSettings, _ context: ToolContext
  ) -> Bool {
    // In a root of its own it must stand in a directory that only the content has.
    guard template.readsNothing, settings.selector.root.bytes.isEmpty else { return false }
    // A program of that name that the project brings along may do anything.
    guard let found = context.locator(settings, in: context.workTree).locate(template.program) else { return false }
    return found.relative(to: context.workTree) == nil
  }

  package func selection(in scope: CheckScope) throws(CheckError) -> Selection {
    let choice = FileChoice(scope: scope, selector: settings.selector)
    if template.takesFiles {
      // A submodule is a directory, and a link may lead anywhere: neither is a file to hand to a tool.
      let files = try choice.changed().filter(\.version.mode.isFile)
      return files.isEmpty ? .nothing("no file that it looks at was changed") : .files(files)
    }
    guard try choice.isTouched(or: settings.inputs) else { return .nothing("nothing that it looks at was changed") }
    if reading == .nothing {
      // What it does not read cannot make its verdict another one: what calls for it is enough, and listing all of a large
      // repository would cost more than the command.
      let files = try choice.changed()
      if !files.isEmpty { return .files(files) }
    }
    if choice.selectsEverything, let whole = try scope.content.wholeTree(), whole.fileCount > 0 { return .whole(whole) }
    let files = try choice.tracked()
    return files.isEmpty ? .nothing("no tracked file matches") : .files(files)
  }

  package func dependencies(
    for selection: Selection, in scope: CheckScope
  ) throws(CheckError) -> CheckDependencies {
    var collector = try DependencyCollector(scope, declaredBy: settings)
    // What is selected as a whole is in the key already.
    if case .files = selection { try CommandFiles(template, root: settings.selector.root).add(to: &collector) }
    return try dependencies(on: collector, in: scope)
  }

  package func dependenciesOnAll(in scope: CheckScope) throws(CheckError) -> CheckDependencies? {
    var dependencies = try dependencies(on: DependencyCollector(scope), in: scope)
    dependencies.definition += settings.choice
    return dependencies
  }

  private func dependencies(
    on collector: DependencyCollector, in scope: CheckScope
  ) throws(CheckError) -> CheckDependencies {
    let definition = ["command", "1", template.text, format?.name ?? "", "\(settings.selector.root)"]
    let tools = try CommandTools(template, settings, context).identities(in: scope)
    return CheckDependencies(
      definition: definition, inputs: collector.result, selectors: collector.selectors, tools: tools,
      environment: context.variables(settings))
  }

  package func run(_ job: CheckJob) async -> CheckOutcome {
    guard let directory = job.directory else { return .errored("the check \(id) was given no directory") }
    if template.takesFiles, let missing = FilePresence.firstMissing(job.files, in: directory) {
      return .errored("\(missing) is gone from \(directory)", hint: "run gate again when nothing else changes files")
    }
    do throws(CheckError) {
      let results = await ToolBatch(
        commands: context.started(try commands(template, job, directory), of: id, job), slots: job.slots,
        timeout: settings.timeout
      ).run()
      // Only findings name files; a command on all of a large repository must not pay for a table of their names.
      let mapper = try format.map { _ throws(CheckError) in
        let files = job.files.isEmpty ? try job.scope.content.files() : job.files
        return PathMapper(files: files.map(\.path), directory: directory, root: settings.selector.root)
      }
      return results.map { judge($0, mapper) }.combined()
    } catch {
      return .errored(error)
    }
  }

  package var fixing: FixTraits? { fixTemplate.map { _ in FixTraits(needsWholeTree: true) } }

  package func fix(_ job: CheckJob) async -> CheckOutcome {
    guard let directory = job.directory, let fixTemplate else {
      return .errored("the check \(id) was given nothing to fix with")
    }
    do throws(CheckError) {
      let results = await ToolBatch(
        commands: try commands(fixTemplate, job, directory), slots: job.slots, timeout: settings.timeout
      ).run()
      // A fixer that fails may have left a file half written, and nobody but it knows.
      return results.map {
        .fixed($0, name: fixTemplate.text, timeout: settings.timeout, hint: missingHint, endedWith: [0])
      }.combined()
    } catch {
      return .errored(error)
    }
  }

  private func commands(
    _ template: CommandTemplate, _ job: CheckJob, _ directory: LocalPath
  ) throws(CheckError) -> [ToolCommand] {
    guard let executable = context.locator(settings, in: directory).locate(template.program) else {
      throw CheckError("the program \(template.program) was not found", hint: missingHint)
    }
    let environment = context.commandEnvironment(settings)
    var command = ToolCommand(
      executable: executable, arguments: template.arguments([]), directory: directory.appending(settings.selector.root),
      environment: environment, timeout: settings.timeout)
    guard template.takesFiles else { return [command] }
    let paths = job.files.map { ArgumentBatches.argument($0.path.relative(to: settings.selector.root)) }
    let limit = ArgumentBatches.byteLimit(environment: environment, fixed: [executable.bytes] + command.arguments)
    guard let batches = ArgumentBatches.split(paths, byteLimit: limit, width: context.width) else {
      throw CheckError("a path is too long for a command line")
    }
    return batches.map { batch in
      command.arguments = template.arguments(batch)
      return command
    }
  }

  private var missingHint: String { "install the program, or mend the command line of the check \(id)" }

  private func judge(_ result: Result<ToolResult, ToolError>, _ mapper: PathMapper?) -> CheckOutcome {
    if let undecided = CheckOutcome.undecided(
      result, name: template.text, timeout: settings.timeout, hint: missingHint)
    {
      return undecided
    }
    guard case .success(let result) = result, case .exited(let status) = result.end else {
      return .errored("`\(template.text)` gave no result")
    }
    let output = OutputText.text(result.combined)
    // What a shell, env and xargs say of a command that they could not start (POSIX, "Exit Status for Commands").
    if status == 126 || status == 127 {
      let problem = status == 126 ? "a program could not be started" : "a program was not found"
      return .errored("`\(template.text)`: \(problem) (status \(status))", hint: missingHint, output: output)
    }
    do throws(CheckError) {
      let streams = OutputFormat.Output(
        standardOutput: result.standardOutput, standardError: result.standardError, isPass: status == 0)
      var findings: [Finding] = []
      if let format, let mapper { findings = try format.findings(streams, mapper).withoutDuplicates() }
      if status != 0, !findings.contains(where: { $0.severity == .error }) {
        findings.append(Finding(rule: "exit-status", message: "`\(template.text)` ended with status \(status)"))
      }
      var outcome = CheckOutcome.judged(by: findings, output: output)
      outcome.attributed = false
      return outcome
    } catch {
      return .errored("`\(template.text)`: \(error.message)", output: output)
    }
  }
}
