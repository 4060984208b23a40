import Checks
import GateModel
import ResultCache

/// Joins tests checks with what the store keeps of single files of tests.
enum FileHistory {
  /// What is known in `store`.
  static func history(in store: LocalStore) -> TestHistory {
    TestHistory(
      records: { check in
        store.fileTimings(of: check).mapValues { TestHistory.Record(duration: $0.duration, failed: $0.failed) }
      },
      add: { check, results in
        let timings = results.mapValues { FileTiming(duration: $0.duration, failed: $0.verdict == .failed) }
        store.record(timings, of: check)
      })
  }
}
