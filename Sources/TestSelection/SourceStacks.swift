/// The stacks that gate knows.
package enum SourceStacks {
  /// The stack of the tests that `runner` runs, `nil` where nothing is known of them.
  package static func named(runner: String) -> (any SourceStack)? {
    if let runner = PythonStack.Runner(rawValue: runner) { return PythonStack(runner) }
    if let runner = ScriptStack.Runner(rawValue: runner) { return ScriptStack(runner) }
    return switch runner {
    case "swift": SwiftStack()
    case "go": GoStack()
    case "cargo", "nextest": RustStack()
    case "maven": JavaStack(.maven)
    case "gradle": JavaStack(.gradle)
    case "bats": ShellStack()
    default: nil
    }
  }
}
