import GateModel
import LocalFiles

/// What of a repository the keys of a check's verdicts name.
struct NamedInputs {
  private var paths: Set<RepositoryPath>
  private var selectors: [FileSelector]
  private let isWhole: Bool
  private let outside: Set<LocalPath>

  /// - Parameter files: what a command of the check was about; counts only where each file has a verdict of its own.
  /// - Throws: `CheckError` where the check cannot say what it depends on.
  init(_ check: any Check, on files: [SnapshotFile], in scope: CheckScope) throws(CheckError) {
    let selection = check.traits.grain == .file ? .files(files) : try check.selection(in: scope)
    let dependencies = try check.dependencies(for: selection, in: scope)
    paths = Set(selection.files.map(\.path) + dependencies.inputs.map(\.path))
    selectors = dependencies.selectors
    let tool = check as? any ToolCheck
    if let tracked = tool?.trackedSelector { selectors.append(tracked) }
    outside = tool?.outsidePlaces ?? []
    if case .whole = selection { isWhole = true } else { isWhole = false }
  }

  /// Whether a change of the tracked file at `path`, or its coming into being, would change the key.
  func names(_ path: RepositoryPath) -> Bool {
    isWhole || paths.contains(path) || selectors.contains { $0.matches(path) }
  }

  /// The same of a file outside of the repository.
  func namesOutside(_ path: LocalPath) -> Bool { outside.contains(path) }
}
