/// What is asked of the configuration of environments: an expression that has to be true.
///
/// `production: debug == false` is about one environment, whose keys it names; `staging.pool <= production.pool` names the
/// environment of each key. The grammar, loosest first:
///
///     policy     = [ environments ":" ] or
///     or         = and { "or" and }
///     and        = not { "and" not }
///     not        = "not" not | comparison
///     comparison = operand [ ("==" | "!=" | "<" | "<=" | ">" | ">=") operand
///                          | ["not"] "in" "[" literal { "," literal } "]"
///                          | ["not"] "matches" text
///                          | ["not"] "exists" ]
///                | "(" or ")"
///     operand    = key | literal
///
/// A key is a path of names with `.` between them. On the right of an operator and in lists, a bare word without `.` is a
/// text: `log_level == warning`.
package struct EnvironmentPolicy: Hashable, Sendable {
  /// A key, as it is written.
  package struct Key: Hashable, Sendable {
    package var name: String

    package init(_ name: String) {
      self.name = name
    }
  }

  /// A value that stands in the policy itself.
  package enum Literal: Hashable, Sendable {
    case null
    case boolean(Bool)
    case number(Double)
    case text(String)
  }

  package enum Operand: Hashable, Sendable {
    case key(Key)
    case literal(Literal)
  }

  package enum Comparison: String, Hashable, Sendable, CaseIterable {
    case equal = "=="
    case unequal = "!="
    case less = "<"
    case atMost = "<="
    case greater = ">"
    case atLeast = ">="
  }

  package indirect enum Expression: Hashable, Sendable {
    case any([Expression])
    case all([Expression])
    case not(Expression)
    case compare(Operand, Comparison, Operand)
    case contained(Operand, in: [Literal])
    case matches(Operand, glob: String)
    case exists(Key)
    /// The value itself is the answer.
    case value(Operand)
  }

  /// Why a text is no policy.
  package struct SyntaxError: Error, Hashable, Sendable {
    package var message: String
    /// Offset in bytes from the start of the text.
    package var offset: Int

    package init(message: String, offset: Int) {
      self.message = message
      self.offset = offset
    }
  }

  /// The policy as it was written, with the environments in front.
  package let text: String
  /// The environments that it is about, each by itself, `*` for all; `nil` where the keys name their environments.
  package let environments: [String]?
  package let expression: Expression
  /// Where it stands in gate.yml.
  package var range: SourceRange?

  /// - Throws: `SyntaxError` at the first place that does not fit.
  package init(_ text: String, range: SourceRange? = nil) throws(SyntaxError) {
    var parser = EnvironmentPolicyParser(text)
    environments = parser.environments()
    expression = try parser.expression()
    self.text = text
    self.range = range
  }

  /// A policy whose environments stand apart from its expression, as the key of a mapping.
  ///
  /// - Throws: `SyntaxError` at the first place of `expression` that does not fit.
  package init(
    _ expression: String, for environments: [String], range: SourceRange? = nil
  ) throws(SyntaxError) {
    var parser = EnvironmentPolicyParser(expression)
    self.expression = try parser.expression()
    self.environments = environments
    text = environments.joined(separator: ", ") + ": " + expression
    self.range = range
  }

  /// The keys that it names, in order.
  package var keys: [Key] { expression.keys }
}

extension EnvironmentPolicy.Expression {
  /// The keys that it names, in order.
  package var keys: [EnvironmentPolicy.Key] {
    switch self {
    case .any(let parts), .all(let parts): parts.flatMap(\.keys)
    case .not(let part): part.keys
    case .compare(let left, _, let right): [left.key, right.key].compactMap(\.self)
    case .contained(let operand, _), .matches(let operand, _), .value(let operand): [operand.key].compactMap(\.self)
    case .exists(let key): [key]
    }
  }
}

extension EnvironmentPolicy.Operand {
  /// The key, `nil` for a literal.
  package var key: EnvironmentPolicy.Key? {
    if case .key(let key) = self { key } else { nil }
  }
}
