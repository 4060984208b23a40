/// How a check that can mend what it finds wants to do so.
package struct FixTraits: Hashable, Sendable {
  /// Whether its fixer may read or write more than the files that it is given and the inputs of its verdict, so that it
  /// needs a directory with all of the content.
  package var needsWholeTree: Bool

  package init(needsWholeTree: Bool) {
    self.needsWholeTree = needsWholeTree
  }
}

extension Check {
  package func dependenciesOnAll(in scope: CheckScope) throws(CheckError) -> CheckDependencies? { nil }

  package func settled(_ outcome: CheckOutcome, in scope: CheckScope) -> CheckOutcome { outcome }

  package var fixing: FixTraits? { nil }

  package func fix(_ job: CheckJob) async -> CheckOutcome {
    .errored("the check \(id) cannot fix what it finds")
  }
}
