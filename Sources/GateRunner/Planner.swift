package import GateModel
package import ResultCache

/// Decides what has to be executed: asks each check what concerns it, and the cache what is known already.
package struct Planner: Sendable {
  /// What is done about verdicts that are known.
  package enum Reuse: Hashable, Sendable {
    /// They are answers.
    case answer
    /// They are executed again, and compared.
    case verify
    /// They are executed again as if they were not known.
    case ignore
  }

  /// Where verdicts are kept; `nil`: nothing is looked up and nothing kept.
  private let store: LocalStore?
  /// Where others keep theirs; asked for what `store` does not know.
  private let remote: RemoteStore?
  private let platform: Platform
  private let reuse: Reuse
  private let totals: TotalsUse?

  /// How the verdicts on all files of a content are looked up at once.
  package struct TotalsUse: Sendable {
    /// What the choice of files depends on besides the checks and the content: which gate chooses.
    package var marks: [String]
    /// When it is, in seconds since 1970.
    package var now: Int64

    package init(marks: [String], now: Int64) {
      self.marks = marks
      self.now = now
    }
  }

  /// - Parameter totals: `nil` where the plan has to name every file. Only what answers from kept verdicts can do without.
  package init(
    store: LocalStore?, remote: RemoteStore? = nil, platform: Platform, reuse: Reuse = .answer,
    totals: TotalsUse? = nil
  ) {
    self.reuse = reuse
    self.totals = reuse == .answer ? totals : nil
    self.store = store
    self.remote = remote
    self.platform = platform
  }

  /// The plan for `checks`, in their order, with one look-up for the keys of all of them, and one more in the remote store for
  /// those that are not known here. What that knows is known here from then on.
  package func plan(_ checks: [any Check], in scope: CheckScope) -> [PlannedCheck] {
    var found = Totals.none
    if let store, let totals { found = Totals(of: checks, in: scope, store, platform, marks: totals.marks) }
    let drafts = checks.enumerated().map { index, check in
      if let answer = found.answer(for: check, at: index) { return Draft(check: check, answer: answer) }
      return Draft.asking(check, scope: scope, platform: store == nil ? nil : platform)
    }
    let keys = drafts.flatMap { $0.keys + [$0.auditKey].compactMap { $0 } }
    let known = reuse == .ignore ? [:] : store?.lookUp(keys) ?? [:]
    let fetched = reuse == .ignore ? [:] : remote?.lookUp(keys.filter { known[$0] == nil }) ?? [:]
    var plan: [PlannedCheck]
    if reuse == .verify {
      let kept = known.mapValues { KeptVerdict(verdict: $0, isRemote: false) }
        .merging(fetched.mapValues { KeptVerdict(verdict: $0, isRemote: true) }) { known, _ in known }
      plan = drafts.map { $0.resolved(verifying: kept) }
    } else {
      if !fetched.isEmpty { store?.record(Array(fetched)) }
      plan = drafts.map { $0.resolved(with: known.merging(fetched) { known, _ in known }, fetched: fetched) }
    }
    if let store, let totals { found.record(plan, in: store, at: totals.now) }
    let executed = plan.filter(\.isExecuted).map(\.check.id)
    if let store, !executed.isEmpty {
      let timings = store.timings(of: executed)
      for index in plan.indices {
        plan[index].timing = timings[plan[index].check.id]
        guard plan[index].isDivisible else { continue }
        plan[index].fileTimes = store.fileTimings(of: plan[index].check.id).compactMapValues(\.duration)
      }
    }
    return plan
  }
}

/// A check between selection and look-up.
private struct Draft {
  let check: any Check
  var files: [SnapshotFile] = []
  var whole: WholeTree?
  /// One key for each file or one for the task; empty for a check that is not cached.
  var keys: [CacheKey] = []
  /// What the keys depend on, as ``PlannedCheck/Ready/contexts``.
  var contexts: KeyContexts?
  /// As ``PlannedCheck/Ready/choice``, and the key of the content that it asks to audit.
  var choice = ClosureChoice()
  var auditKey: CacheKey?
  /// Set where selection or dependencies ended the matter.
  var ended: PlannedCheck.State?
  /// Set where the verdicts on all files are known.
  var answer: PlannedCheck?

  /// Asks the check. `platform` is `nil` where nothing is cached.
  static func asking(_ check: any Check, scope: CheckScope, platform: Platform?) -> Draft {
    do {
      let selection = try check.selection(in: scope)
      if case .nothing(let reason) = selection { return Draft(check: check, ended: .nothing(reason)) }
      var draft = Draft(check: check, files: selection.files)
      if case .whole(let whole) = selection { draft.whole = whole }
      if check.traits.grain == .closure { draft.choice = try check.choice(of: draft.files, in: scope) }
      guard let platform, check.traits.isCacheable else { return draft }
      try draft.makeKeys(of: selection, in: scope, platform: platform)
      return draft
    } catch {
      return Draft(check: check, ended: .impossible(error))
    }
  }

  private mutating func makeKeys(
    of selection: Selection, in scope: CheckScope, platform: Platform
  ) throws(CheckError) {
    if case .whole(let tree) = selection {
      keys = [try builder(for: selection, under: nil, in: scope, platform).key(forWhole: tree)]
      return
    }
    switch (check.traits.grain, check.traits.reading) {
    case (.task, _):
      keys = [try builder(for: selection, under: nil, in: scope, platform).key(forTask: files)]
    case (.closure, _):
      let common = try builder(for: selection, under: nil, in: scope, platform)
      let closures = try check.closures(of: files, in: scope)
      guard closures.count == files.count else {
        throw CheckError("the check \(check.id) does not say what its files depend on")
      }
      keys = zip(files, closures).map { common.key(forFile: $0, in: $1) }
      if choice.audit != nil { auditKey = try common.key(forAuditOf: scope.content) }
    case (.file, .blobs), (.file, .nothing):
      let common = try builder(for: selection, under: nil, in: scope, platform)
      keys = files.map { common.key(forFile: $0) }
    case (.file, .directory):
      // Which configuration a tool finds depends on the directory of the file. Asked for all files at once, a check would
      // name the configuration of all directories, and a file's key would depend on what else happens to be staged.
      var builders: [RepositoryPath: KeyBuilder] = [:]
      for file in files {
        let directory = file.path.parent ?? RepositoryPath(bytes: [])
        if let known = builders[directory] {
          keys.append(known.key(forFile: file))
        } else {
          let made = try builder(for: .files([file]), under: directory, in: scope, platform)
          builders[directory] = made
          keys.append(made.key(forFile: file))
        }
      }
    }
  }

  private mutating func builder(
    for selection: Selection, under directory: RepositoryPath?, in scope: CheckScope, _ platform: Platform
  ) throws(CheckError) -> KeyBuilder {
    let dependencies = try check.dependencies(for: selection, in: scope)
    contexts = contexts ?? KeyContexts(platform: platform)
    contexts?.dependencies[directory] = dependencies
    return KeyBuilder(traits: check.traits, dependencies: dependencies, platform: platform)
  }

  /// Everything is executed; what `kept` knows is compared then.
  func resolved(verifying kept: [CacheKey: KeptVerdict]) -> PlannedCheck {
    var draft = self
    draft.auditKey = nil
    var planned = draft.resolved(with: [:], fetched: [:])
    guard case .ready(var ready) = planned.state else { return planned }
    ready.kept = Dictionary(
      keys.compactMap { key in kept[key].map { (key, $0) } }, uniquingKeysWith: { first, _ in first })
    planned.state = .ready(ready)
    return planned
  }

  /// - Parameter fetched: those of `known` that come from the remote store.
  func resolved(with known: [CacheKey: CachedVerdict], fetched: [CacheKey: CachedVerdict]) -> PlannedCheck {
    if let answer { return answer }
    if let ended { return PlannedCheck(check: check, state: ended) }
    if keys.isEmpty {
      var ready = PlannedCheck.Ready(files: files, whole: whole, missing: files, known: [], keys: nil)
      ready.choice = choice
      return PlannedCheck(check: check, state: .ready(ready))
    }
    if check.traits.grain == .task {
      let verdict = known[keys[0]]
      var ready = PlannedCheck.Ready(
        files: files, whole: whole, missing: verdict == nil ? files : [], known: verdict.map { [$0] } ?? [],
        remoteCount: fetched[keys[0]] == nil ? 0 : whole?.fileCount ?? files.count, keys: verdict == nil ? keys : [])
      ready.contexts = contexts
      return PlannedCheck(check: check, state: .ready(ready))
    }
    if let auditKey, known[auditKey] == nil {
      return audited(knowing: known, fetched: fetched)
    }
    var ready = PlannedCheck.Ready(files: files, missing: [], known: [], keys: [])
    var missingKeys: [CacheKey] = []
    for (file, key) in zip(files, keys) {
      if let verdict = known[key] {
        ready.known.append(verdict)
        if fetched[key] != nil { ready.remoteCount += 1 }
      } else {
        ready.missing.append(file)
        missingKeys.append(key)
      }
    }
    ready.keys = missingKeys
    ready.contexts = contexts
    ready.choice = choice
    // What was audited before needs no second one, and what nobody asked to audit none at all.
    ready.choice.audit = nil
    return PlannedCheck(check: check, state: .ready(ready))
  }

  /// Everything is executed; what is known is compared then.
  private func audited(
    knowing known: [CacheKey: CachedVerdict], fetched: [CacheKey: CachedVerdict]
  ) -> PlannedCheck {
    var ready = PlannedCheck.Ready(files: files, missing: files, known: [], keys: keys)
    let kept = keys.compactMap { key in
      known[key].map { (key, KeptVerdict(verdict: $0, isRemote: fetched[key] != nil)) }
    }
    ready.kept = Dictionary(kept, uniquingKeysWith: { first, _ in first })
    ready.contexts = contexts
    ready.choice = choice
    ready.auditKey = auditKey
    return PlannedCheck(check: check, state: .ready(ready))
  }
}
