package import GateModel

/// What gate.yml says about a check, whatever its kind.
package struct CheckSettings: Hashable, Sendable {
  package var id: CheckID
  /// The files that concern it.
  package var selector: FileSelector
  /// More files that the verdict depends on.
  package var inputs: [PathPattern]
  /// Variables that reach the command and the cache key.
  package var environment: [String]
  package var timeout: Duration
  package var isolation: CheckTraits.Isolation
  package var isCached: Bool
  /// The checks that must have passed, or had nothing to check, before this one runs.
  package var needs: [CheckID]
  /// Whether it writes files in the directory that it runs in.
  package var writes: Bool

  package init(
    id: CheckID, selector: FileSelector = FileSelector(), inputs: [PathPattern] = [], environment: [String] = [],
    timeout: Duration = .seconds(300), isolation: CheckTraits.Isolation = .automatic, isCached: Bool = true,
    needs: [CheckID] = [], writes: Bool = false
  ) {
    self.id = id
    self.selector = selector
    self.inputs = inputs
    self.environment = environment
    self.timeout = timeout
    self.isolation = isolation
    self.isCached = isCached
    self.needs = needs
    self.writes = writes
  }

  /// What chooses files among those of the content, for keys that name the content as a whole.
  var choice: [String] { ["choice"] + selector.definition + ["inputs"] + inputs.map(\.description) }
}
