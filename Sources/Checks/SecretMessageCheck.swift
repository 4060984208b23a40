package import GateModel
import SecretScanning

/// Scans the messages of commits and tags, which leave with them.
package struct SecretMessageCheck: Check {
  /// A message that is, or would be, recorded.
  package struct Message: Hashable, Sendable {
    /// The object that has it; for one that is being written the id of its bytes.
    package var id: ObjectID
    /// What it is the message of, in words that a sentence ends with.
    package var name: String
    package var bytes: [UInt8]
    /// How it is written anew.
    package var help: String

    package init(id: ObjectID, name: String, bytes: [UInt8], help: String) {
      self.id = id
      self.name = name
      self.bytes = bytes
      self.help = help
    }
  }

  private let check: SecretsCheck
  private let messages: [ObjectID: Message]

  /// - Parameter check: scans; its rules are this one's.
  package init(_ check: SecretsCheck, messages: [Message]) {
    self.check = check
    self.messages = Dictionary(messages.map { ($0.id, $0) }, uniquingKeysWith: { first, _ in first })
  }

  package var id: CheckID { Self.id(besides: check.id) }

  /// The name that the check has which looks at messages for the check `id`.
  package static func id(besides id: CheckID) -> CheckID { CheckID("\(id) (messages)") }

  package var traits: CheckTraits {
    var traits = check.traits
    traits.grain = .task
    return traits
  }

  package func selection(in scope: CheckScope) throws(CheckError) -> Selection {
    let files = messages.values.map { message in
      SnapshotFile(
        path: RepositoryPath(message.name), version: FileVersion(mode: .regular, id: message.id))
    }
    return files.isEmpty ? .nothing("no message was written") : .files(files.sorted { $0.path < $1.path })
  }

  package func dependencies(
    for selection: Selection, in scope: CheckScope
  ) throws(CheckError) -> CheckDependencies {
    var dependencies = try check.dependencies(for: .files([]), in: scope)
    dependencies.definition += ["messages"]
    return dependencies
  }

  package func run(_ job: CheckJob) async -> CheckOutcome {
    var findings: [Finding] = []
    var silenced: [SilencedFinding] = []
    do throws(CheckError) {
      for file in job.files {
        guard let message = messages[file.version.id] else { continue }
        let result = try check.scan(message.bytes, at: file.path, of: job.scope.content, commit: message.id)
        findings += result.findings.map { Self.placed($0, in: message) }
        silenced += result.silenced.map { known in
          var known = known
          known.finding = Self.placed(known.finding, in: message)
          return known
        }
      }
    } catch {
      return .errored(error)
    }
    var outcome = CheckOutcome.judged(by: findings)
    outcome.silenced = silenced
    outcome.attributed = false
    return outcome
  }

  /// The finding without path and range, which name no file of the content under check.
  private static func placed(_ finding: Finding, in message: Message) -> Finding {
    var finding = finding
    finding.message += finding.range.map { ", on line \($0.line) of \(message.name)" } ?? ", in \(message.name)"
    finding.path = nil
    finding.range = nil
    finding.help = message.help
    return finding
  }
}
