import GateConfiguration
import SecretScanning

extension SecretException {
  /// An entry of gate.yml's `allow:`.
  init(_ allowance: SecretAllowance) {
    self.init(
      .findings(rule: allowance.rule, path: allowance.path, fingerprint: allowance.fingerprint),
      file: Project.fileName, line: allowance.line, until: allowance.until, owner: allowance.owner,
      reason: allowance.reason)
  }
}
