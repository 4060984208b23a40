import GateModel
import Testing

@Suite struct NearestNameTests {
  @Test(arguments: [("balck", "black"), ("pre-comit", "pre-commit"), ("ruf", "ruff")])
  func `a slip of the keyboard finds its name`(slip: String, name: String) {
    #expect(NearestName.match(for: slip, among: ["black", "ruff", "pre-commit", "pre-push"]) == name)
  }

  @Test func `something else finds nothing`() {
    #expect(NearestName.match(for: "kubernetes", among: ["black", "ruff"]) == nil)
  }
}
