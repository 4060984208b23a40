internal import GateModel

/// Pairs deleted files with added ones that hold much the same, as `git diff -M` does (gitdiffcore(7)).
///
/// In three steps: equal content; then files of a name that is unique on both sides and three quarters alike; then any
/// pair at least half alike, the likest first.
struct RenameDetection {
  /// How alike, in parts of ``scale``, two files must be.
  static let scale: UInt64 = 60_000
  static let threshold: UInt64 = 30_000
  static let thresholdForSameName: UInt64 = 45_000
  /// Beyond so many pairs only equal content and unique names are looked at.
  static let pairLimit = 400 * 400
  /// Larger blobs are only looked at for equal content.
  static let sizeLimit: UInt64 = 8 << 20

  /// Reads what is compared; `nil` where a blob is too large or not here, for then it is like nothing.
  var contents: (ObjectID) -> [UInt8]?

  /// `changes` with the pairs joined: a rename stands at its new path.
  func changes(from changes: [RawChange]) -> [Change] {
    let plain = changes.indices.filter { changes[$0].mark == .none }
    let sources = plain.filter { changes[$0].new == nil }
    let targets = plain.filter { changes[$0].old == nil }
    var pairs = PairTable()
    if !sources.isEmpty, !targets.isEmpty {
      pairEqual(changes, sources, targets, &pairs)
      var profiles = ProfileCache(contents: contents)
      pairUniqueNames(changes, pairs.free(sources, targets), &pairs, &profiles)
      pairSimilar(changes, pairs.free(sources, targets), &pairs, &profiles)
    }
    return changes.indices.compactMap { index in
      if pairs.usedSources.contains(index) { return nil }
      guard let source = pairs.sourceOfTarget[index] else { return changes[index].change }
      return Change(
        .renamed, changes[index].path, oldPath: changes[source].path, old: changes[source].old,
        new: changes[index].new)
    }
  }

  private func pairEqual(_ changes: [RawChange], _ sources: [Int], _ targets: [Int], _ pairs: inout PairTable) {
    let sourcesByID = Dictionary(grouping: sources) { changes[$0].old?.id }
    for target in targets {
      guard let new = changes[target].new, let candidates = sourcesByID[new.id] else { continue }
      var best: Int?
      for source in candidates where !pairs.usedSources.contains(source) {
        guard let old = changes[source].old, old.mode == new.mode || old.mode.isFile && new.mode.isFile else {
          continue
        }
        if changes[source].path.name == changes[target].path.name {
          best = source
          break
        }
        best = best ?? source
      }
      if let best { pairs.join(best, target) }
    }
  }

  private func pairUniqueNames(
    _ changes: [RawChange], _ free: (sources: [Int], targets: [Int]), _ pairs: inout PairTable,
    _ profiles: inout ProfileCache
  ) {
    let targetsByName = Dictionary(grouping: free.targets) { changes[$0].path.name }
    for (name, sources) in Dictionary(grouping: free.sources, by: { changes[$0].path.name }) {
      guard sources.count == 1, let targets = targetsByName[name], targets.count == 1 else { continue }
      let score = profiles.score(changes[sources[0]].old, changes[targets[0]].new, atLeast: Self.threshold)
      if score >= Self.thresholdForSameName { pairs.join(sources[0], targets[0]) }
    }
  }

  private func pairSimilar(
    _ changes: [RawChange], _ free: (sources: [Int], targets: [Int]), _ pairs: inout PairTable,
    _ profiles: inout ProfileCache
  ) {
    let (count, overflow) = free.sources.count.multipliedReportingOverflow(by: free.targets.count)
    if overflow || count > Self.pairLimit { return }
    var candidates: [Candidate] = []
    for target in free.targets {
      var best = BestCandidates()
      for source in free.sources {
        let score = profiles.score(changes[source].old, changes[target].new, atLeast: Self.threshold)
        let hasSameName = changes[source].path.name == changes[target].path.name
        best.offer(Candidate(source: source, target: target, score: score, hasSameName: hasSameName))
      }
      candidates += best.kept.filter { $0.score >= Self.threshold }
    }
    // The order of appearance decides between equals, so that the answer never depends on a hash table.
    let ranked = candidates.enumerated().sorted { left, right in
      if left.element.isBetter(than: right.element) { return true }
      return !right.element.isBetter(than: left.element) && left.offset < right.offset
    }
    for (_, candidate) in ranked
    where !pairs.usedSources.contains(candidate.source) && pairs.sourceOfTarget[candidate.target] == nil {
      pairs.join(candidate.source, candidate.target)
    }
  }
}

/// A deletion that may have become an addition.
private struct Candidate {
  var source: Int
  var target: Int
  var score: UInt64
  var hasSameName: Bool

  func isBetter(than other: Candidate) -> Bool {
    score != other.score ? score > other.score : hasSameName && !other.hasSameName
  }
}

/// The best candidates for one target: four, as git keeps, and in git's order, which decides between equals. A better one
/// takes the place of the worst.
private struct BestCandidates {
  private static let limit = 4

  private(set) var kept: [Candidate] = []

  mutating func offer(_ candidate: Candidate) {
    if kept.count < Self.limit { return kept.append(candidate) }
    var worst = 0
    for index in 1..<kept.count where kept[worst].isBetter(than: kept[index]) { worst = index }
    if candidate.isBetter(than: kept[worst]) { kept[worst] = candidate }
  }
}

/// Which deletion became which addition.
private struct PairTable {
  var sourceOfTarget: [Int: Int] = [:]
  var usedSources: Set<Int> = []

  mutating func join(_ source: Int, _ target: Int) {
    sourceOfTarget[target] = source
    usedSources.insert(source)
  }

  func free(_ sources: [Int], _ targets: [Int]) -> (sources: [Int], targets: [Int]) {
    (sources.filter { !usedSources.contains($0) }, targets.filter { sourceOfTarget[$0] == nil })
  }
}

/// Reads each blob once.
private struct ProfileCache {
  let contents: (ObjectID) -> [UInt8]?
  private var profiles: [ObjectID: ContentProfile?] = [:]

  init(contents: @escaping (ObjectID) -> [UInt8]?) { self.contents = contents }

  mutating func score(_ old: FileVersion?, _ new: FileVersion?, atLeast threshold: UInt64) -> UInt64 {
    guard let old, let new, old.mode.isFile, new.mode.isFile, let source = profile(old.id), let target = profile(new.id)
    else { return 0 }
    return source.similarity(to: target, scale: RenameDetection.scale, atLeast: threshold)
  }

  private mutating func profile(_ id: ObjectID) -> ContentProfile? {
    if let known = profiles[id] { return known }
    let profile = contents(id).map { ContentProfile($0) }
    profiles[id] = profile
    return profile
  }
}
