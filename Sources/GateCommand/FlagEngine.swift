import Checks
import FeatureFlags
import GateModel

/// Joins the flags check with the engine that reads definitions and code.
enum FlagEngine {
  static let engine = FlagsCheck.Engine(
    version: "flags 3", reads: { FlagValidation.reads($0) },
    examine: { sources, nextReference throws(CheckError) in
      let files = sources.map { FlagValidation.read($0.bytes, path: $0.path) }
      var read: [ReferenceJoin.File]?
      let content = try FlagContent(files: files, settings: ReferenceSettings()) {
        query throws(CheckError) -> [ReferenceJoin.File] in
        // The sources come once.
        if let read { return read }
        let reader = query.reader
        var found: [ReferenceJoin.File] = []
        while let source = try nextReference() {
          if let facts = reader.facts(of: source.bytes, path: source.path), !facts.isEmpty {
            found.append(.init(path: source.path, facts: facts))
          }
        }
        read = found
        return found
      }
      return FlagInspection(content: content, today: CalendarDay(secondsSince1970: 0)).findings()
    })
}
