import GateModel
import ResultCache

/// What is known of all files of a content at once: a run over every file whose verdicts are all known needs neither a list of
/// them nor their keys.
struct Totals {
  /// In smaller contents the list costs less than to keep this.
  private static let leastCount = 256

  private let tree: WholeTree?
  /// By the check's place in the list.
  private var keys: [Int: CacheKey] = [:]
  private var known: [CacheKey: TotalVerdict] = [:]

  /// Nothing is known.
  static let none = Totals()

  private init() { tree = nil }

  /// Asks `store` about `checks`.
  ///
  /// - Parameter marks: as for ``KeyBuilder/key(forAllOf:marks:)``.
  init(of checks: [any Check], in scope: CheckScope, _ store: LocalStore, _ platform: Platform, marks: [String]) {
    // What goes wrong here goes wrong again where the files are listed, and is said then.
    guard scope.kind == .all, let tree = try? scope.content.wholeTree(), tree.fileCount >= Self.leastCount else {
      tree = nil
      return
    }
    self.tree = tree
    for (index, check) in checks.enumerated() where check.traits.isCacheable {
      guard let dependencies = try? check.dependenciesOnAll(in: scope) else { continue }
      let builder = KeyBuilder(traits: check.traits, dependencies: dependencies, platform: platform)
      keys[index] = builder.key(forAllOf: tree, marks: marks)
    }
    known = store.totals(Array(keys.values))
  }

  /// What is known of the check at `index`.
  func answer(for check: any Check, at index: Int) -> PlannedCheck? {
    guard let tree, let total = keys[index].flatMap({ known[$0] }) else { return nil }
    let whole = WholeTree(id: tree.id, fileCount: total.fileCount)
    let ready = PlannedCheck.Ready(files: [], whole: whole, missing: [], known: [total.verdict], keys: [])
    return PlannedCheck(check: check, state: .ready(ready))
  }

  /// Keeps what `plan`, in the order of the checks, says of those that were unknown.
  func record(_ plan: [PlannedCheck], in store: LocalStore, at date: Int64) {
    var found: [CacheKey: TotalVerdict] = [:]
    for (index, key) in keys where known[key] == nil {
      guard case .ready(let ready) = plan[index].state, ready.isCached, !ready.known.isEmpty else { continue }
      let verdict = CachedVerdict(
        outcome: OutcomeMerging.merged(ready.known.map(\.outcome)),
        duration: ready.known.reduce(.zero) { $0 + $1.duration }, recordedAt: date)
      found[key] = TotalVerdict(verdict: verdict, fileCount: ready.fileCount)
    }
    if !found.isEmpty { store.record(totals: found) }
  }
}
