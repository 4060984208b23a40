import GateModel
import GateTestSupport
import Testing

/// `gate flags evaluate` and `gate flags table`: what flags serve, seen from the outside.
@Suite struct FlagsEvaluateTests {
  private static let configuration = """
    version: 1
    checks:
      flags:
        kind: flags
        definitions: flags/*.json
        contexts:
          staff: { targetingKey: u1, email: ann@example.org }
          guest: { targetingKey: u2, age: 2.5 }
    """

  private static func flag(_ share: Int) -> String {
    """
    { "flags": { "checkout": {
      "state": "ENABLED", "variants": { "on": true, "off": false }, "defaultVariant": "off",
      "targeting": { "if": [{ "ends_with": [{ "var": "email" }, "@example.org"] }, "on",
        { "fractional": [["on", \(share)], ["off", \(100 - share)]] }] }
    } } }
    """
  }

  @Test func `a flag is evaluated for a context`() throws {
    let repository = try TestRepository.gated(Self.configuration, files: ["flags/shop.json": Self.flag(20)])
    let run = try repository.gate("flags", "evaluate", "checkout", "--context", #"{"email": "a@example.org"}"#)
    #expect(run.output == "on = true\n  TARGETING_MATCH: a rule applies\n  flags/shop.json\n", "\(run.everything)")
    #expect(run.status == 0)
    let json = try repository.gate("flags", "evaluate", "checkout", "--context", "guest", "--format", "json")
    #expect(json.output.contains("\"variant\": \"off\",\n  \"value\": false,\n  \"reason\": \"TARGETING_MATCH\""))
    let file = try repository.gate(
      "flags", "evaluate", "checkout", "--file", "flags/shop.json", "--type", "string", "--context",
      #"{"email": "a@example.org"}"#, "--env", "production")
    #expect(file.output.hasPrefix("TYPE_MISMATCH: ") && file.status == 1)
  }

  @Test func `what is asked wrongly says what is near`() throws {
    let repository = try TestRepository.gated(Self.configuration, files: ["flags/shop.json": Self.flag(20)])
    for (arguments, text) in [
      (["evaluate", "chekout"], "did you mean \"checkout\"?"),
      (["evaluate", "checkout", "--context", "staf"], "did you mean \"staff\"?"),
      (["evaluate", "checkout", "--context", "{"], "line 1"), (["table", "chekout"], "did you mean \"checkout\"?"),
      (["evaluate", "checkout", "--file", "none.json"], "none.json"),
      (["table", "checkout", "--file", "flags/shop.json"], "there are no contexts"),
    ] {
      let run = try repository.gate(["flags"] + arguments)
      #expect(run.status == 2 && run.output.isEmpty && run.errors.contains(text), "\(run.everything)")
    }
  }

  @Test func `a table shows what a staged change does`() throws {
    let repository = try TestRepository.gated(Self.configuration, files: ["flags/shop.json": Self.flag(20)])
    let run = try repository.gate("flags", "table", "checkout")
    #expect(
      run.output == """
        checkout (flags/shop.json)
          context  serves       because
          staff    on = true    a rule applies
          guest    off = false  a rule applies

        """, "\(run.everything)")
    try repository.write("flags/shop.json", Self.flag(95))
    try repository.git("add", "--", ".")
    let changed = try repository.gate("flags", "table", "--changed", "--format", "markdown")
    #expect(
      changed.output == """
        ### checkout (flags/shop.json)

        | context | before | after | because |
        |---|---|---|---|
        | staff | on = true | on = true | a rule applies |
        | guest | off = false | **on = true** | a rule applies |

        """, "\(changed.everything)")
  }
}
