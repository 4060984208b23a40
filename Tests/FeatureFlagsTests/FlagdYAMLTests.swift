import FeatureFlags
import GateModel
import Testing

@Suite struct FlagdYAMLTests {
  @Test func `a good file gives its flags and no finding`() {
    let text = """
      # comment
      flags:
        new-ui:
          state: ENABLED
          variants:
            on: true
            off: false
          defaultVariant: on
          targeting:
            if: [{ ends_with: [{ var: email }, "@x.org"] }, "on", off]
        limit:
          state: DISABLED
          variants: { few: 1, many: 2.5 }
          defaultVariant: ~
      """
    let file = FlagValidation.read(Array(text.utf8), path: "flags.yaml")
    #expect(file.findings == [])
    #expect(file.flags.map(\.key) == ["new-ui", "limit"])
    #expect(file.flags.map(\.type) == [.boolean, .number])
    #expect(file.flags.map { $0.states.map(\.fallback.value) } == [[.variant("off")], [.codeDefault]])
    #expect(file.flags.first?.range == SourceRange(line: 3, column: 3, endLine: 3, endColumn: 9))
  }

  @Test func `findings lie at their nodes`() {
    let sample = """
      flags:
        new-ui:
          state: «ENABLD»
          variants:
            on: true
            off: «"false"»
          defaultVariant: «of»
          «Targeting»: {}
        «new-ui»:
          state: DISABLED
          variants: «{}»
      """
    expectFindings(
      sample,
      [
        "flag-state-invalid", "flag-variant-types-mixed", "flag-default-variant-missing", "flag-unknown-property",
        "flag-duplicate-key", "flag-variants-empty",
      ], path: "flags.yml")
  }

  @Test func `an empty file has no flags`() {
    expectFindings("«»# nothing\n", ["flag-shape"], path: "flags.yaml")
  }

  @Test func `a file without a known extension is told by its first character`() {
    #expect(FlagValidation.read(Array("flags: {}\n".utf8), path: "flags").findings == [])
    #expect(FlagValidation.read(Array(" {\"flags\": {}}\n".utf8), path: "flags").findings == [])
    #expect(
      FlagValidation.read(Array("flags: [\n".utf8), path: "flags").findings.map(\.rule) == ["flag-file-syntax"])
  }

  @Test func `merge keys and aliases are resolved`() {
    let text = """
      flags:
        a: &base
          state: ENABLED
          variants: &truth { on: true, off: false }
          defaultVariant: off
        b:
          <<: *base
          defaultVariant: on
        c: { state: DISABLED, variants: *truth }
      """
    let file = FlagValidation.read(Array(text.utf8), path: "flags.yaml")
    #expect(file.findings == [])
    #expect(file.flags.map { $0.states.first?.fallback.value } == [.variant("off"), .variant("on"), .codeDefault])
    #expect(file.flags.map(\.variants.count) == [2, 2, 2])
    let wrong = FlagValidation.read(Array("flags: { a: { <<: x } }".utf8), path: "flags.yaml")
    #expect(wrong.findings.map(\.rule) == ["flag-file-syntax"])
  }
}
