/// Which tests belong to which files, as a project says it: `map:` in gate.yml.
package struct TestMap: Hashable, Sendable {
  /// What one line says.
  package struct Rule: Hashable, Sendable {
    package var source: PathTemplate
    /// The tests of a file that fits `source`: each file that fits one of these with the same values. Empty where it has none.
    package var tests: [PathTemplate]

    package init(source: PathTemplate, tests: [PathTemplate]) {
      self.source = source
      self.tests = tests
    }
  }

  package var rules: [Rule]

  package init(_ rules: [Rule]) {
    self.rules = rules
  }

  /// Why `test` cannot be the tests of `source`, `nil` where it can.
  package static func problem(of test: PathTemplate, for source: PathTemplate) -> String? {
    test.placeholders.first { !source.placeholders.contains($0) }.map {
      "{\($0)} is not in \"\(source.text)\", so it is not known what it stands for"
    }
  }
}
