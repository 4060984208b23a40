import GateModel
import LocalFiles
import ToolProcess

/// One run of a tests check: its commands, their reports, the further runs of what failed, and the verdict.
struct TestExecution: Sendable {
  let invocation: TestInvocation
  let settings: CheckSettings
  let context: ToolContext
  /// How often failed tests are run again.
  let retries: Int
  let history: TestHistory
  let job: CheckJob
  /// Where the files lie.
  let directory: LocalPath
  /// The words that start the runner, without the program itself, and where that is.
  let program: (executable: LocalPath, words: [String])
  /// Where reports on coverage go, `nil` where none are asked for.
  var coverage: CoveragePlaces?

  private var root: RepositoryPath { settings.selector.root }
  private var project: TestProject { TestProject(directory: directory, root: root) }

  /// Runs the tests in `files`, all of them where that is empty.
  func outcome(of files: [RepositoryPath]) async throws(CheckError) -> CheckOutcome {
    // Only what the commands take counts, not how long they wait for other checks.
    var left = settings.timeout
    let units = invocation.takesFiles ? self.units(of: files) : []
    let mapper = PathMapper(files: try job.scope.content.files().map(\.path), directory: directory, root: root)
    let commands = try commands(for: units)
    let runs = try await run(commands, mapper, &left)
    var judgement = TestJudgement(invocation: invocation, settings: settings, units: units)
    for run in runs { judgement.add(run) }
    if judgement.mayRetry {
      try await retry(&judgement, mapper, &left)
    }
    let outcome = judgement.outcome()
    if let results = outcome.fileResults { history.add(settings.id, results) }
    return outcome
  }

  /// What stands for the files on the command line, in the order of their history where the runner keeps to it.
  private func units(of files: [RepositoryPath]) -> [TestUnit] {
    var files = files
    if invocation.adapter?.keepsOrder == true { files = TestHistory.ordered(files, by: history.records(settings.id)) }
    guard let adapter = invocation.adapter else {
      return files.map { TestUnit([project.argument($0, from: root)], in: root, files: [$0]) }
    }
    return adapter.units(of: files, in: project)
  }

  // MARK: - Commands

  private struct Command {
    var command: ToolCommand
    var units: [TestUnit]
    var place: ReportPlace
    var directory: RepositoryPath
  }

  private func commands(for units: [TestUnit]) throws(CheckError) -> [Command] {
    if units.isEmpty { return [try command(for: [], in: root)] }
    let environment = context.commandEnvironment(settings)
    // Room for what asks for a report, and for what a runner puts around the files.
    let room = ArgumentBatches.byteLimit(environment: environment, fixed: [program.executable.bytes]) - (8 << 10)
    let limit = min(room, invocation.adapter?.unitLimit ?? .max)
    guard let batches = units.batches(limit: { _ in limit }) else {
      throw CheckError("a path is too long for a command line")
    }
    return try batches.map { batch throws(CheckError) in try command(for: batch, in: batch.first?.directory ?? root) }
  }

  private func command(for units: [TestUnit], in place: RepositoryPath) throws(CheckError) -> Command {
    let report = try ReportPlace(in: context.temporaryDirectory)
    let words = try invocation.words(
      for: units, program, environment: context.commandEnvironment(settings), reportingTo: report,
      coverage: try coverage?.next())
    let command = ToolCommand(
      executable: words.executable, arguments: words.arguments, directory: directory.appending(place),
      environment: words.environment, timeout: settings.timeout, outputLimit: 64 << 20)
    return Command(command: command, units: units, place: report, directory: place)
  }

  /// - Parameter left: how long all commands of the check may still take.
  private func run(
    _ commands: [Command], _ mapper: PathMapper, _ left: inout Duration
  ) async throws(CheckError) -> [TestJudgement.Run] {
    let started = LocalFiles.status(commands.first?.place.directory ?? directory)?.modified
    // One after the other: the tests of one project may share a port, a database, a build directory.
    var runs: [TestJudgement.Run] = []
    for command in commands {
      let tools = context.started([command.command], of: settings.id, job)
      let results = await ToolBatch(commands: tools, slots: job.slots, timeout: max(left, .milliseconds(1))).run()
      let paths = TestPaths(mapper, from: command.directory)
      for result in results {
        if case .success(let tool) = result { left -= tool.duration }
        var run = TestJudgement.Run(result: result, finished: nil)
        if case .success(let tool) = result, case .exited(let status) = tool.end {
          run.finished = FinishedTests(
            report: try command.place.report(), standardOutput: tool.standardOutput, output: tool.combined,
            status: status, paths: paths, units: command.units, project: project, started: started)
        }
        runs.append(run)
      }
      if case .success(let tool)? = results.last, tool.end == .cancelled { break }
    }
    return runs
  }

  // MARK: - Once more

  /// Runs what failed again, up to ``retries`` times, and tells `judgement` what passed then.
  private func retry(
    _ judgement: inout TestJudgement, _ mapper: PathMapper, _ left: inout Duration
  ) async throws(CheckError) {
    guard retries > 0 else { return }
    for attempt in 2...(retries + 1) {
      let failed = judgement.failures
      if failed.isEmpty || left <= .zero || Task.isCancelled { return }
      let units = unitsAgain(failed, among: judgement.units)
      let runs = try await run(try commands(for: units), mapper, &left)
      judgement.addAgain(runs, attempt: attempt)
    }
  }

  private func unitsAgain(_ failed: [TestResult], among units: [TestUnit]) -> [TestUnit] {
    guard invocation.takesFiles, let adapter = invocation.adapter else { return [] }
    if let alone = adapter.units(ofFailed: failed, in: project) { return alone.merged() }
    let files = failed.map(\.file)
    // Where one of them is in no file that is known, everything is run again.
    if adapter.namesFiles, !files.contains(nil) {
      var seen: Set<RepositoryPath> = []
      return adapter.units(of: files.compactMap { $0 }.filter { seen.insert($0).inserted }, in: project)
    }
    let names = Set(failed.compactMap(\.unit))
    let again = units.filter { $0.name.map(names.contains) ?? true }
    return failed.contains { $0.unit == nil } ? units : again
  }
}
