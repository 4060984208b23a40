import GateConfiguration
import GateModel
import Testing

/// Needs and budgets.
@Suite struct SchedulingTests {
  @Test func `needs and writes reach the check`() throws {
    let configuration = try load(
      """
      version: 1
      checks:
        generate: { run: make, isolation: in-place, writes: true }
        unit: { kind: tests, runner: pytest, needs: generate }
        lint: { preset: black, needs: [generate, unit] }
      """)
    #expect(configuration.checks.map(\.writes) == [true, false, false])
    #expect(configuration.checks[1].needs == [CheckID("generate")])
    #expect(configuration.checks[2].needs == [CheckID("generate"), CheckID("unit")])
  }

  @Test func `what a hook with a budget lists, pre-push runs after what it lists itself`() throws {
    let configuration = try load(
      """
      version: 1
      budget: { pre-commit: 1500ms }
      hooks:
        pre-commit: [lint, unit]
        commit-msg: [words]
        pre-push: [all, unit]
      checks: { lint: { run: a }, unit: { run: b }, all: { run: c }, words: { run: d } }
      """)
    #expect(configuration.budgets == ["pre-commit": .milliseconds(1500)])
    #expect(configuration.hooks["pre-push"]?.map(\.name) == ["all", "unit", "lint"])
    #expect(configuration.hooks["pre-commit"]?.map(\.name) == ["lint", "unit"])
  }

  @Test func `a budget brings pre-push where gate.yml has none, and no hook where there is nothing to leave`() throws {
    let some = try load("version: 1\nbudget: {pre-commit: 2s}\nhooks: {pre-commit: [a]}\nchecks: {a: {run: x}}")
    #expect(some.hooks["pre-push"] == [CheckID("a")])
    let none = try load("version: 1\nbudget: {pre-commit: 2s}\nhooks: {pre-commit: []}\nchecks: {a: {run: x}}")
    #expect(none.hooks["pre-push"] == nil)
  }

  @Test func `tests with a budget of their own are brought to pre-push, others only where it runs them`() throws {
    func tests(_ more: String, hooks: String, others: String = "") throws -> Configuration {
      try load(
        "version: 1\nhooks: \(hooks)\nchecks: {a: {kind: tests, runner: pytest, select: affected\(more)}\(others)}")
    }
    let own = try tests(", budget: 2s", hooks: "{pre-commit: [a]}")
    #expect(own.hooks["pre-push"]?.map(\.name) == ["a"])
    #expect(own.checksMadeGoodBeforePush.map(\.name) == ["a"])
    let usual = try tests("", hooks: "{pre-commit: [a]}")
    #expect(usual.hooks["pre-push"] == nil && usual.checksMadeGoodBeforePush.isEmpty)
    #expect(try tests("", hooks: "{pre-commit: [a], pre-push: [a]}").checksMadeGoodBeforePush.count == 1)
    #expect(try tests(", budget: off", hooks: "{pre-commit: [a], pre-push: [a]}").checksMadeGoodBeforePush.isEmpty)
    let suite = ", b: {kind: tests, runner: pytest}"
    let covered = try tests(", budget: 2s", hooks: "{pre-commit: [a], pre-push: [b]}", others: suite)
    #expect(covered.hooks["pre-push"]?.map(\.name) == ["b"], "b runs all tests of the same runner")
    #expect(covered.checksMadeGoodBeforePush.map(\.name) == ["a"])
  }

  @Test func `a long chain of needs is no circle, and its end closes one`() throws {
    let count = 5000
    func text(_ last: String) -> String {
      let checks = (0..<count).map { "c\($0): {run: x, needs: \($0 + 1 < count ? "c\($0 + 1)" : last)}" }
      return "version: 1\nchecks: {" + checks.joined(separator: ", ") + "}"
    }
    #expect(throws: Never.self) { try load(text("[]")) }
    let errors = Sample.errors(text("c0"))
    #expect(errors.count == 1)
    #expect(errors.first?.contains("and so on in a circle") == true)
  }

  private func load(_ text: String) throws -> Configuration {
    try ConfigurationLoader.load(Array(text.utf8))
  }
}
