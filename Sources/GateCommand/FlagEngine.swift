import Checks
import FeatureFlags
import GateModel

/// Joins the flags check with the engine that reads definitions and code.
enum FlagEngine {
  static let engine = FlagsCheck.Engine(
    version: "flags 2", reads: { FlagValidation.reads($0) },
    examine: { sources, nextReference throws(CheckError) in
      var content = FlagContent(files: sources.map { FlagValidation.read($0.bytes, path: $0.path) })
      if content.isComplete {
        while let source = try nextReference() {
          content.references += FlagValidation.references(in: source.bytes, path: source.path)
        }
      }
      return FlagInspection(content: content, today: CalendarDay(secondsSince1970: 0)).findings()
    })
}
