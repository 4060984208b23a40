import GateModel

/// What of a repository the keys of a check's verdicts name.
struct NamedInputs {
  private var paths: Set<RepositoryPath>
  private var selectors: [FileSelector]
  private let isWhole: Bool

  /// - Parameter files: what a command of the check was about; counts only where each file has a verdict of its own.
  /// - Throws: `CheckError` where the check cannot say what it depends on.
  init(_ check: any Check, on files: [SnapshotFile], in scope: CheckScope) throws(CheckError) {
    let selection = check.traits.grain == .file ? .files(files) : try check.selection(in: scope)
    let dependencies = try check.dependencies(for: selection, in: scope)
    paths = Set(selection.files.map(\.path) + dependencies.inputs.map(\.path))
    selectors = dependencies.selectors
    if let tracked = (check as? any ToolCheck)?.trackedSelector { selectors.append(tracked) }
    if case .whole = selection { isWhole = true } else { isWhole = false }
  }

  /// Whether a change of the tracked file at `path`, or its coming into being, would change the key.
  func names(_ path: RepositoryPath) -> Bool {
    isWhole || paths.contains(path) || selectors.contains { $0.matches(path) }
  }
}
