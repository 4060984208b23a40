package import GateModel

extension FlagInspection {
  /// The rules that look at all files and references at once.
  private static let checks: [@Sendable (FlagInspection, inout FlagReport) -> Void] = [
    { KeyRules.check($0, &$1) },
    { ValueRules.check($0, &$1) },
    { DescriptionRules.check($0, &$1) },
    { SegmentRules.check($0, &$1) },
    { PrerequisiteRules.check($0, &$1) },
    { TargetingRules.check($0, &$1) },
    { ReferenceRules.check($0, &$1) },
    { ReferenceDefaultRules.check($0, &$1) },
    { ReferenceStateRules.check($0, &$1) },
    { UnreferencedRules.check($0, &$1) },
    { AliasRules.check($0, &$1) },
    { ExperimentRules.check($0, &$1) },
    { LifecycleRules.check($0, &$1) },
    { ChangeRules.check($0, &$1) },
    { EnvironmentRules.check($0, &$1) },
    { EnvironmentFlagRules.check($0, &$1) },
    { StoryRules.check($0, &$1) },
  ]

  /// What is wrong with how environments are configured, and with the flags that they set, as far as one environment shows it
  /// of another.
  package func environmentFindings() -> [Finding] {
    var report = FlagReport()
    EnvironmentRules.check(self, &report)
    EnvironmentFlagRules.check(self, &report)
    return settings.weighed(content.files.flatMap(\.findings) + report.findings)
  }

  /// Everything that is wrong: within each file, in its order, and then across files. Weighed as the settings say.
  package func findings() -> [Finding] {
    var report = FlagReport()
    for check in Self.checks { check(self, &report) }
    return settings.weighed(content.files.flatMap(\.findings) + report.findings)
  }
}
