import GateModel

/// What is wrong with the configuration of environments, group by group.
enum EnvironmentRules {
  static func check(_ inspection: FlagInspection, _ report: inout FlagReport) {
    let files = inspection.content.configurations
    guard !files.isEmpty else { return }
    let groups = EnvironmentGroup.groups(of: files, order: inspection.settings.environments)
    for file in files { report.add(file.findings) }
    var told: Set<EnvironmentParity.ToldKey> = []
    for group in groups {
      checkNames(group, &report)
      var parity = EnvironmentParity(group, inspection.settings.configuration)
      parity.check(&report)
      told.formUnion(parity.told)
      EnvironmentValueRules.check(group, inspection.settings, &report)
    }
    EnvironmentPolicies(groups, inspection.settings, told: told).check(&report)
  }

  private static func checkNames(_ group: EnvironmentGroup, _ report: inout FlagReport) {
    for (first, second) in group.repeated {
      report.add(
        .environmentTwice, "\(second.environment) is configured by \(first.path) already", in: second.path,
        at: SourceRange(line: 1, column: 1), help: "keep one of the two files")
    }
    for file in group.files {
      guard let declared = file.declared, !EnvironmentName.isSame(declared.value, file.environment) else { continue }
      // Elsewhere the text may name something that file names do not.
      guard let other = group.files.first(where: { EnvironmentName.isSame(declared.value, $0.environment) }) else {
        continue
      }
      report.add(
        .environmentName,
        "the file of \(file.environment) says that it is for \(FlagFindings.shown(declared.value))", in: file.path,
        at: declared.range,
        help: "\(FlagFindings.shown(declared.value)) has \(other.path); write `environment: \(file.environment)`")
    }
  }
}
