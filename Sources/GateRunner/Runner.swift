package import GateModel
package import ResultCache

/// Executes a plan: checks side by side, no more processes at once than there are slots, results in plan order.
package struct Runner: Sendable {
  /// Shorter work matters to no order and to no budget.
  private static let leastTime = Duration.milliseconds(10)

  private let store: LocalStore?
  private let remote: RemoteStore?
  private let directories: any DirectoryProvider
  private let observer: any RunObserver
  private let slots: Slots
  private let failsFast: Bool
  private let redact: @Sendable (CheckOutcome) -> CheckOutcome
  private let now: @Sendable () -> Int64

  /// - Parameters:
  ///   - store: where verdicts are kept, `nil` to keep none.
  ///   - remote: where passed verdicts are offered to others, `nil` to keep them to this machine.
  ///   - width: how much may run at once.
  ///   - failsFast: whether the first failure stops the rest.
  ///   - redact: takes out of an outcome what must be neither kept nor shown; asked about checks that run commands.
  ///   - now: seconds since 1970, for the dates of kept verdicts.
  package init(
    store: LocalStore?, remote: RemoteStore? = nil, directories: any DirectoryProvider, observer: any RunObserver,
    width: Int, failsFast: Bool,
    redact: @escaping @Sendable (CheckOutcome) -> CheckOutcome = { $0 }, now: @escaping @Sendable () -> Int64
  ) {
    self.store = store
    self.remote = remote
    self.directories = directories
    self.observer = observer
    self.slots = Slots(count: width)
    self.failsFast = failsFast
    self.redact = redact
    self.now = now
  }

  /// Runs what the plan says has to run, keeps the verdicts that may be kept, each as soon as it is known, and reports on every
  /// check.
  ///
  /// When the task is cancelled, what runs is stopped, and the report says that the run was interrupted. What was done by then
  /// is kept, also where the process is killed.
  ///
  /// - Parameter earlier: what other checks came to before, for those of `plan` that need them.
  package func run(
    _ plan: [PlannedCheck], after earlier: [CheckReport] = [], in scope: CheckScope, hook: String?, subject: String
  ) async -> Report {
    let clock = ContinuousClock()
    let start = clock.now
    observer.runWillStart(plan.map(\.check.id))
    let finished = await execute(plan, after: earlier, in: scope)
    let isInterrupted = Task.isCancelled
    observer.runDidFinish()
    return Report(
      hook: hook, subject: subject, checks: finished, duration: clock.now - start,
      isInterrupted: isInterrupted)
  }

  private func execute(_ plan: [PlannedCheck], after earlier: [CheckReport], in scope: CheckScope) async
    -> [CheckReport]
  {
    var schedule = Schedule(plan, width: slots.count, failsFast: failsFast, after: earlier)
    return await withTaskGroup(of: (Int, CheckReport).self) { group in
      var finished: [CheckReport?] = Array(repeating: nil, count: plan.count)
      func end(_ index: Int, _ report: CheckReport) {
        finished[index] = report
        schedule.didFinish(index, report)
        observer.checkDidFinish(report)
        let verdict = report.outcome.verdict
        if failsFast, verdict == .failed || verdict == .errored { group.cancelAll() }
      }
      repeat {
        while let step = schedule.next() {
          switch step {
          case .skip(let index, let reason): end(index, plan[index].report(skipping: reason))
          case .run(let index): group.addTask { (index, await finish(plan[index], in: scope)) }
          }
        }
        if let (index, report) = await group.next() { end(index, report) }
      } while !schedule.isDone
      return finished.compactMap { $0 }
    }
  }

  private func finish(_ planned: PlannedCheck, in scope: CheckScope) async -> CheckReport {
    let check = planned.check
    var report = CheckReport(check: check.id, kind: check.traits.kind, outcome: CheckOutcome(.skipped))
    switch planned.state {
    case .nothing(let reason):
      report.outcome.reason = reason
      return report
    case .impossible(let error):
      report.outcome = .errored(error)
      return report
    case .deferred(let deferral, let fileCount):
      report.fileCount = fileCount
      report.deferral = deferral
      report.outcome.reason = "deferred to pre-push"
      return report
    case .ready(let ready):
      report.fileCount = ready.fileCount
      report.cachedCount = ready.fileCount - ready.missingCount
      report.remoteCount = ready.remoteCount
      report.deferral = ready.deferral
      if ready.isCached {
        report.isCached = true
        report.outcome = check.settled(OutcomeMerging.merged(ready.known.map(\.outcome)), in: scope)
        return report
      }
      if Task.isCancelled {
        report.outcome.reason = "the run ended before its turn"
        return report
      }
      return await execute(ready, of: check, report: report, in: scope)
    }
  }

  private func execute(
    _ ready: PlannedCheck.Ready, of check: any Check, report: CheckReport, in scope: CheckScope
  ) async -> CheckReport {
    var report = report
    let clock = ContinuousClock()
    let start = clock.now
    var place: CheckPlace?
    if check.traits.reading != .blobs {
      do {
        let reach = try ready.reach(of: check, in: scope)
        place = try directories.place(for: reach, isolation: check.traits.isolation, isReal: true)
      } catch {
        report.outcome = .errored(error)
        return report
      }
    }
    report.note = ready.choice.audit ?? ready.choice.note
    observer.checkDidStart(check.id)
    // Its own, for what it waited for others is no time that it took.
    let slots = slots.watched()
    let job = CheckJob(
      files: ready.missing, scope: scope, directory: place?.directory, isSnapshot: place?.isSnapshot ?? false,
      slots: slots)
    let outcome = await self.outcome(of: check, job, place)
    let end = clock.now
    report.duration = end - start
    if Task.isCancelled, outcome.verdict == .errored {
      report.outcome = CheckOutcome(.skipped, reason: "the run ended before it was done")
      return report
    }
    report.outcome = check.settled(OutcomeMerging.merged(ready.known.map(\.outcome) + [outcome]), in: scope)
    // What a run that was ended says may be half of the truth.
    if Task.isCancelled { return report }
    var execution = Execution(
      check: check, ready: ready, outcome: outcome, place: place, duration: report.duration,
      worked: end - (slots.began ?? start))
    if let kept = ready.kept {
      let verification = await verification(of: kept, &execution, job)
      if ready.choice.audit == nil { report.verification = verification }
      report.misses = Self.misses(verification, of: check, in: scope)
    }
    if !Task.isCancelled { keep(execution, in: scope, &report) }
    report.outcome.findings += report.misses.map { $0.finding(note: report.note) }
    return report
  }

  /// Runs the check, and says what may be kept and shown of what came of it.
  func outcome(of check: any Check, _ job: CheckJob, _ place: CheckPlace?) async -> CheckOutcome {
    let outcome = await Deadline.run(check, job)
    if check.traits.writes, let place { directories.wasWritten(place) }
    return check.traits.reading == .directory ? redact(outcome) : outcome
  }

  /// Keeps what may be kept: verdicts on just the recorded content, from a place whose files did not move meanwhile. What was kept
  /// and is wrong is replaced, or forgotten where there is nothing to put in its place. Comes before the check counts as finished,
  /// so that none that writes files has begun.
  private func keep(_ execution: Execution, in scope: CheckScope, _ report: inout CheckReport) {
    guard let store else { return }
    let date = now()
    var entries = execution.entries(recordedAt: date)
    var wrong = execution.wrong
    // The look at the files is not for nothing: in a large tree it takes a while.
    if !entries.isEmpty || !wrong.isEmpty, let place = execution.place,
      !place.isExact || !directories.isUnchanged(place)
    {
      if place.isExact {
        report.verification = report.verification?.invalidated
        report.misses = []
      }
      entries = []
      wrong = []
    }
    if !wrong.isEmpty {
      if remote?.canWrite == false, report.verification?.differences.contains(where: \.isRemote) == true {
        report.verification?.isRemoteWrong = true
      }
      store.forget(wrong.subtracting(entries.map(\.0)))
    }
    let manifests = entries.isEmpty ? [:] : execution.manifests(secret: store.digestKey(), in: scope, recordedAt: date)
    let timing = execution.timing
    // What is over in no time fits in anywhere: a run that has nothing else to keep need not write.
    if !entries.isEmpty || timing.map({ $0.duration >= Self.leastTime }) ?? false {
      store.record(entries, timings: timing.map { [execution.check.id: $0] } ?? [:], manifests: manifests)
    }
    // What was kept and is right needs no second upload.
    remote?.offer(entries.filter { execution.ready.kept?[$0.0] == nil || wrong.contains($0.0) })
    if !wrong.isEmpty {
      remote?.retract(wrong.subtracting(entries.filter { $0.1.outcome.verdict == .passed }.map(\.0)))
    }
  }
}

extension PlannedCheck {
  /// The report on a check that is not run because of `reason`.
  fileprivate func report(skipping reason: String) -> CheckReport {
    var report = CheckReport(check: check.id, kind: check.traits.kind, outcome: CheckOutcome(.skipped, reason: reason))
    if case .ready(let ready) = state { report.fileCount = ready.fileCount }
    return report
  }
}
