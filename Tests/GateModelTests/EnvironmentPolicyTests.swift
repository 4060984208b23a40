import GateModel
import Testing

@Suite struct EnvironmentPolicyTests {
  private typealias Expression = EnvironmentPolicy.Expression

  private static func key(_ name: String) -> EnvironmentPolicy.Operand { .key(EnvironmentPolicy.Key(name)) }

  @Test func `a policy is about the environments before its colon`() throws {
    let policy = try EnvironmentPolicy("staging, production: debug == false")
    #expect(policy.environments == ["staging", "production"])
    #expect(policy.expression == .compare(Self.key("debug"), .equal, .literal(.boolean(false))))
    #expect(try EnvironmentPolicy("*: port exists").environments == ["*"])
  }

  @Test func `a policy without a colon names the environment of each key`() throws {
    let policy = try EnvironmentPolicy("staging.database.pool_size <= production.database.pool_size")
    #expect(policy.environments == nil)
    #expect(policy.keys.map(\.name) == ["staging.database.pool_size", "production.database.pool_size"])
  }

  @Test func `and binds closer than or, and not closer than both`() throws {
    let policy = try EnvironmentPolicy("p: not a and b or c")
    #expect(
      policy.expression
        == .any([.all([.not(.value(Self.key("a"))), .value(Self.key("b"))]), .value(Self.key("c"))]))
    let grouped = try EnvironmentPolicy("p: a and (b or c)")
    #expect(grouped.expression == .all([.value(Self.key("a")), .any([.value(Self.key("b")), .value(Self.key("c"))])]))
  }

  @Test func `values are words, numbers and texts in quotes`() throws {
    #expect(
      try EnvironmentPolicy("p: log in [warning, \"a b\", 1.5, -2, null, true]").expression
        == .contained(
          Self.key("log"),
          in: [.text("warning"), .text("a b"), .number(1.5), .number(-2), .null, .boolean(true)]))
    #expect(
      try EnvironmentPolicy("p: log == warning").expression
        == .compare(Self.key("log"), .equal, .literal(.text("warning"))))
    #expect(
      try EnvironmentPolicy("p: host not matches '*.internal'").expression
        == .not(.matches(Self.key("host"), glob: "*.internal")))
    #expect(try EnvironmentPolicy("p: a.b exists").expression == .exists(EnvironmentPolicy.Key("a.b")))
    #expect(try EnvironmentPolicy("p: url == \"http://a\"").environments == ["p"])
  }

  @Test(arguments: [
    ("p: debug = false", 9, "`=` has no place in a policy"),
    ("p: debug ==", 11, "expected a value or a key, found the end"),
    ("p: debug == false true", 18, "expected an operator, `and`, `or` or the end, found `true`"),
    ("p: (a or b", 10, "expected `)`, found the end"),
    ("p: log in warning", 10, "expected `[`, found `warning`"),
    ("p: log in [a.b]", 11, "a list holds values, and no keys; put a text with `.` in quotes"),
    ("p: log matches 5", 15, "expected a pattern in quotes after `matches`"),
    ("p: \"open", 3, "the text that begins here does not end"),
    ("p: a..b", 3, "`a..b` is no key: a name is missing beside a `.`"),
    ("p: 1 == 2", 0, "the policy names no key"),
    ("p: and", 3, "expected a key, found `and`"),
    ("p: a not b", 9, "expected `in`, `matches` or `exists`, found `b`"),
    ("", 0, "expected a key, found the end"),
  ])
  func `what does not fit is told at its place`(text: String, offset: Int, message: String) {
    #expect(throws: EnvironmentPolicy.SyntaxError(message: message, offset: offset)) {
      _ = try EnvironmentPolicy(text)
    }
  }

  @Test func `brackets inside each other end somewhere`() {
    #expect(throws: EnvironmentPolicy.SyntaxError.self) {
      _ = try EnvironmentPolicy("p: " + String(repeating: "(", count: 100_000))
    }
  }
}
