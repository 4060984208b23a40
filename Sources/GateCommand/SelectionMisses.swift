import Digests
import GateModel
import ResultCache

/// Tests that selection missed, kept beside the verdicts until somebody clears them.
struct SelectionMisses: Sendable {
  /// A miss, and when it was noticed.
  struct Entry: Hashable {
    var miss: SelectionMiss
    /// Of the graph that missed it (``SourceStack/mark``): another one may see more.
    var mark: String
    /// In seconds since 1970.
    var recordedAt: Int64
  }

  let store: LocalStore
  let check: CheckID

  /// So many are kept of one check, the newest; each of another test.
  private static let mostKept = 100

  private var name: String { "selection misses 1 of \(check)" }

  /// The newest first.
  var entries: [Entry] { (store.memo(name) ?? "").split(separator: "\n").compactMap(Self.entry) }

  /// The tests that a graph of this mark is known to miss.
  func tests(missedBy mark: String) -> [RepositoryPath] {
    entries.filter { $0.miss.isCertain && $0.mark == mark }.map(\.miss.test)
  }

  func add(_ misses: [SelectionMiss], mark: String, at date: Int64) {
    if misses.isEmpty { return }
    var kept = entries
    for miss in misses {
      // What is certain once is not made doubtful by a later look.
      let isKnown = kept.contains {
        $0.miss.test == miss.test && $0.mark == mark && $0.miss.isCertain && !miss.isCertain
      }
      if isKnown { continue }
      kept.removeAll { $0.miss.test == miss.test }
      kept.insert(Entry(miss: miss, mark: mark, recordedAt: date), at: 0)
    }
    store.setMemo(name, kept.prefix(Self.mostKept).map(Self.line).joined(separator: "\n"))
  }

  func clear() { store.setMemo(name, "") }

  // MARK: - The form in the store

  /// One line: certainty, time, then mark, test and changed files in hexadecimal, for paths are bytes.
  private static func line(_ entry: Entry) -> String {
    let words = [Array(entry.mark.utf8), entry.miss.test.bytes] + entry.miss.changed.map(\.bytes)
    return (["\(entry.miss.isCertain ? "!" : "?")", "\(entry.recordedAt)"] + words.map { Digest256.hex($0) })
      .joined(separator: " ")
  }

  private static func entry(_ line: Substring) -> Entry? {
    let words = line.split(separator: " ", omittingEmptySubsequences: false)
    guard words.count >= 4, let date = Int64(words[1]) else { return nil }
    let texts = words[2...].map(bytes)
    guard let mark = texts[0], let test = texts[1], !test.isEmpty else { return nil }
    let changed = texts[2...].compactMap { $0 }.map { RepositoryPath(bytes: $0) }
    let miss = SelectionMiss(test: RepositoryPath(bytes: test), changed: changed, isCertain: words[0] == "!")
    return Entry(miss: miss, mark: String(decoding: mark, as: UTF8.self), recordedAt: date)
  }

  private static func bytes(_ hex: Substring) -> [UInt8]? {
    let digits = hex.utf8.map { Int(Character(UnicodeScalar($0)).hexDigitValue ?? 16) }
    guard digits.count.isMultiple(of: 2), digits.allSatisfy({ $0 < 16 }) else { return nil }
    return stride(from: 0, to: digits.count, by: 2).map { UInt8(digits[$0] << 4 | digits[$0 + 1]) }
  }
}
