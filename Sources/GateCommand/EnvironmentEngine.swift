import Checks
import FeatureFlags
import GateModel

/// Joins the check of the configuration of environments with what reads it.
enum EnvironmentEngine {
  private static let version = "environments 1"

  /// - Parameter settings: what the repository asks of its environments.
  static func engine(_ settings: FlagSettings) -> FlagsCheck.Engine {
    FlagsCheck.Engine(
      version: "\(version) \(settings)", reads: { _ in false },
      examine: { request throws(CheckError) in
        var content = FlagContent()
        for file in request.definitions {
          guard let bytes = try request.bytes(file) else { continue }
          content.configurations.append(
            ConfigurationReader.read(bytes, path: file.path, environments: settings.environments))
          if let flags = ConfigurationReader.flags(bytes, path: file.path) { content.files.append(flags) }
        }
        // No rule about environments asks for the day.
        return FlagInspection(content: content, settings: settings, today: CalendarDay(secondsSince1970: 0))
          .environmentFindings()
      })
  }
}
