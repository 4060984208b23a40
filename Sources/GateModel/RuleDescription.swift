/// What a rule is about, for formats that list the rules beside the findings.
package struct RuleDescription: Hashable, Sendable {
  /// As findings have it.
  package var rule: String
  /// What is found, in a few words.
  package var title: String
  /// How to mend what it finds, whatever the situation is; several lines.
  package var help: String
  /// Where the rule's facts come from: an address.
  package var source: String

  package init(rule: String, title: String, help: String, source: String) {
    self.rule = rule
    self.title = title
    self.help = help
    self.source = source
  }
}
