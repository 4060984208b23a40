import DocumentTree

/// A rule of `.gitleaks.toml`.
struct GitleaksRule: Sendable {
  /// Another rule that must find something near by.
  struct Required: Sendable {
    var id: String
    var withinLines: Int?
    var withinColumns: Int?
  }

  var id: String
  var position: SourcePosition
  var description = ""
  var regex: GoMatcher?
  var groupCount = 0
  /// The group that is the secret; 0: the first that took part.
  var secretGroup = 0
  var entropy = 0.0
  var path: GoMatcher?
  /// In lower case; one of them must be in the text.
  var keywords: [[UInt8]] = []
  var allowlists: [GitleaksAllowlist] = []
  var required: [Required] = []
  /// Whether it only helps others.
  var skipsReport = false

  init(id: String, position: SourcePosition, allowlists: [GitleaksAllowlist] = []) {
    self.id = id
    self.position = position
    self.allowlists = allowlists
  }

  /// Whether it can find anything by itself.
  var isComplete: Bool { regex != nil || path != nil }

  /// The rule with what `other`, of the same name, says besides or instead.
  func overridden(by other: GitleaksRule) -> GitleaksRule {
    var rule = self
    rule.position = other.position
    if !other.description.isEmpty { rule.description = other.description }
    if let regex = other.regex {
      rule.regex = regex
      rule.groupCount = other.groupCount
    }
    if other.secretGroup != 0 { rule.secretGroup = other.secretGroup }
    if other.entropy != 0 { rule.entropy = other.entropy }
    if let path = other.path { rule.path = path }
    rule.keywords += other.keywords
    rule.allowlists += other.allowlists
    if !other.required.isEmpty { rule.required = other.required }
    rule.skipsReport = rule.skipsReport || other.skipsReport
    return rule
  }
}

/// What a rule is not to tell.
struct GitleaksAllowlist: Sendable {
  /// What its patterns are tried on.
  enum Target: String, Sendable {
    case secret
    case match
    case line
  }

  var position: SourcePosition
  /// Whether all that it names must hold, and not only one of it.
  var needsAll = false
  /// In lower case.
  var commits: Set<String> = []
  var paths: [GoMatcher] = []
  var target = Target.secret
  var regexes: [GoMatcher] = []
  /// In lower case.
  var stopwords: [[UInt8]] = []
  /// Rules by name, of a list that is for all; empty: all.
  var targets: [String] = []
}
