import GateModel

/// When flags come and go.
extension FlagRule {
  static let expiry: [FlagRule] = [
    .createdLater, .expiryMissing, .expiryFar, .expiryNear, .expired, .expiredRead, .neverExpires, .permanentExpires,
  ]

  /// A `flags.yml` of gate's own with the one flag `checkout`.
  private static func owned(_ members: String, key: String = "checkout") -> FlagExample {
    FlagExample("flags.yml", "flags:\n  \(key): { \(members) }\n")
  }

  private static func read(_ key: String, expires: String) -> FlagExample {
    FlagExample([
      .init("flags.yml", "flags:\n  checkout: { kind: release, expires: \(expires), default: off }\n"),
      .init(
        "src/shop.py",
        "from openfeature import api\n\nnew = api.get_client().get_boolean_value(\(key), False)\n"),
    ])
  }

  /// FF402.
  static let createdLater = FlagRule(
    "flag-created-later", "a flag was created on a day that is still to come",
    "The date is mistyped, and what is counted from it is wrong.", severity: .warning,
    finds: owned("kind: permission, created: «2062-05-20»"), ignores: owned("kind: permission, created: 2026-05-20"))

  /// FF402.
  static let expiryMissing = FlagRule(
    "flag-expiry-missing", "nothing says when a flag that is meant to go does",
    "Flags that nobody has to remove stay. Told of release flags and experiments in flags.yml, and where flags beside "
      + "them have an expiry; an error where gate.yml requires one.",
    severity: .warning, finds: owned("kind: release, owner: payments", key: "«checkout»"),
    ignores: owned("kind: kill-switch, owner: payments"))

  /// FF402.
  static let expiryFar = FlagRule(
    "flag-expiry-far", "a flag lives longer than flags of its kind do",
    "Each branch that stays doubles what has to be tested. gate.yml sets how many days a kind has under `lifetimes`.",
    severity: .warning, finds: owned("kind: experiment, created: 2026-05-20, expires: «2026-12-31»"),
    ignores: owned("kind: experiment, created: 2026-05-20, expires: 2026-06-25"))

  /// FF403.
  static let expiryNear = FlagRule(
    "flag-expiry-near", "a flag expires soon",
    "Now there is time to remove it; on the day after its expiry it is an error. Told `warning_days` before.",
    severity: .warning, finds: owned("kind: release, created: 2026-05-02, expires: «2026-06-10»"),
    ignores: owned("kind: release, created: 2026-05-25, expires: 2026-07-01"))

  /// FF403.
  static let expired = FlagRule(
    "flag-expired", "a flag should be gone",
    "Its day is over: what it decided is decided, or somebody has to say for how much longer it is needed.",
    finds: owned("kind: release, expires: «2026-05-31»"), ignores: owned("kind: release, expires: 2026-07-05"))

  /// FF404.
  static let expiredRead = FlagRule(
    "flag-expired-read", "code asks for a flag that should be gone",
    "This is where work is left: the side that won stays, the other one and the question go.",
    finds: read("«\"checkout\"»", expires: "2026-05-31").allowing("flag-expired"),
    ignores: read("\"checkout\"", expires: "2026-07-05").allowing("flag-expired"))

  /// FF410.
  static let neverExpires = FlagRule(
    "flag-never-expires", "a flag of a kind that goes is said to stay",
    "Either it is meant to stay, and its kind is wrong, or nobody wanted to name a day.", severity: .warning,
    finds: owned("kind: release, expires: «never»"), ignores: owned("kind: permission, expires: never"))

  /// FF410.
  static let permanentExpires = FlagRule(
    "flag-permanent-expires", "a flag of a kind that stays is said to go",
    "On that day somebody loses a permission or the switch for emergencies.", severity: .note,
    finds: owned("kind: kill-switch, expires: «2026-09-01»"),
    ignores: owned("kind: ops, expires: 2026-06-07").allowing("flag-expiry-near"))
}
