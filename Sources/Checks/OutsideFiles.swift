import GateModel
import Synchronization

/// The files outside of the repository that a check depends on, looked for once a run however many directories ask.
final class OutsideFiles: Sendable {
  private let find: @Sendable () -> [CheckDependencies.OutsideFile]
  private let found = Mutex<[CheckDependencies.OutsideFile]?>(nil)

  init(_ find: @escaping @Sendable () -> [CheckDependencies.OutsideFile]) {
    self.find = find
  }

  var files: [CheckDependencies.OutsideFile] {
    found.withLock { found in
      if let found { return found }
      let files = find()
      found = files
      return files
    }
  }
}
