import Checks
import FeatureFlags
import GateModel

/// Joins the flags check with the engine that reads definitions and code.
enum FlagEngine {
  static let engine = FlagsCheck.Engine(
    version: "flagd 1", reads: { FlagValidation.reads($0) },
    validate: { sources in
      var definitions: [FlagDefinition] = []
      var findings: [Finding] = []
      for source in sources {
        let file = FlagValidation.validate(source.bytes, path: source.path)
        definitions += file.flags
        findings += file.findings
      }
      // What a file defines that does not parse is unknown, so no reference can be called wrong.
      let isComplete = !findings.contains { $0.rule == "flag-file-syntax" }
      let known = definitions
      return (
        findings,
        { source in
          guard isComplete else { return [] }
          let references = FlagValidation.references(in: source.bytes, path: source.path)
          return FlagValidation.findings(definitions: known, references: references)
        }
      )
    })
}
