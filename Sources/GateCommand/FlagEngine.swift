import Checks
import FeatureFlags
import GateModel

/// Joins the flags check with the engine that reads definitions and code.
enum FlagEngine {
  /// The rule of a definition file that does not parse.
  private static let unparsable = "flag-file-syntax"

  static let engine = FlagsCheck.Engine(
    version: "flagd 1", reads: { FlagValidation.reads($0) },
    examine: { sources, nextReference throws(CheckError) in
      var definitions: [FlagDefinition] = []
      var findings: [Finding] = []
      for source in sources {
        let file = FlagValidation.validate(source.bytes, path: source.path)
        definitions += file.flags
        findings += file.findings
      }
      // What a file defines that does not parse is unknown, so no reference can be called wrong.
      if findings.contains(where: { $0.rule == unparsable }) { return findings }
      while let source = try nextReference() {
        let references = FlagValidation.references(in: source.bytes, path: source.path)
        findings += FlagValidation.findings(definitions: definitions, references: references)
      }
      return findings
    })
}
