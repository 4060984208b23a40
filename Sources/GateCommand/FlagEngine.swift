import Checks
import FeatureFlags
import GateModel

/// Joins the flags check with what reads definitions and code.
enum FlagEngine {
  private static let version = "flags 3"

  /// - Parameters:
  ///   - settings: what the repository asks of its flags.
  ///   - today: the day by which expiry is judged.
  ///   - check: whose flags they are.
  ///   - store: where what is read in code is kept.
  static func engine(
    _ settings: FlagSettings, today: CalendarDay, for check: CheckID, in store: ReferenceStore
  ) -> FlagsCheck.Engine {
    FlagsCheck.Engine(
      version: "\(version) \(today) \(settings)", reads: { FlagValidation.reads($0) },
      examine: { request throws(CheckError) in
        var state = FlagContentState(request, settings.references, for: check, in: store)
        let content = try state.content()
        let base = try state.base(of: content)
        let findings = FlagInspection(content: content, base: base, settings: settings, today: today).findings()
        return findings + (base.map { announcements(from: $0, to: content) } ?? [])
      })
  }

  /// What the change does to flags, and which code that reaches: for people to read, not to mend.
  private static func announcements(from base: FlagContent, to content: FlagContent) -> [Finding] {
    FlagChanges(from: base, to: content).flags.map { change in
      // A flag that is gone has no place any more.
      let place = change.new.first?.flag
      return Finding(
        rule: Finding.announcementRule, severity: .note, message: change.sentence, path: place?.path,
        range: place?.range)
    }
  }

  /// What gate.yml says about rules that do not exist.
  ///
  /// - Throws: `CheckError` that names the nearest rule.
  static func checkRules(_ settings: FlagSettings) throws(CheckError) {
    for weight in settings.weights where FlagRule.named(weight.rule) == nil {
      let nearest = NearestName.match(for: weight.rule, among: FlagRule.all.map(\.id))
      throw CheckError(
        "there is no rule `\(weight.rule)` (gate.yml, line \(weight.line))",
        hint: nearest.map { "did you mean `\($0)`?" } ?? "`gate flags rules` lists them", isMisuse: true)
    }
  }
}
