import GateConfiguration
import GateModel
import GitRepository

/// How secrets are looked for where a run is about nothing else, as `gate secrets scan --staged` and `--range` are.
struct SecretsAlone: Hashable, Sendable {
  /// What of the content is looked at.
  enum Part: Hashable, Sendable {
    case all
    /// The message that is being written.
    case message
  }

  var part = Part.all
  var opensArchives = false
  /// Whether what lists, comments and gate.yml silence is told like anything else.
  var ignoresNothing = false

  /// What gate.yml says of its first check for secrets, with nothing else in it; where there is no gate.yml, what holds where
  /// nothing is said.
  ///
  /// - Throws: `CommandFailure` where gate.yml is wrong.
  func project(
    _ content: any ContentSource, _ location: RepositoryLocation
  ) throws(CommandFailure) -> Project {
    var check = CheckConfiguration(id: CheckID("secrets"), kind: .secrets(CheckConfiguration.SecretSettings()))
    var origin = Project.Origin.recorded
    var configuration = Configuration(hooks: [:], checks: [])
    if !ignoresNothing, try Project.exists(in: content, location) {
      let project = try Project(content: content, location: location)
      (configuration, origin) = (project.configuration, project.origin)
      check = configuration.checkForSecrets ?? check
    }
    if opensArchives, case .secrets(var settings) = check.kind {
      settings.opensArchives = true
      check.kind = .secrets(settings)
    }
    check.needs = []
    configuration.checks = [check]
    configuration.hooks = [:]
    return Project(configuration: configuration, origin: origin)
  }
}
