import GateModel

/// When a flag came, and when it should be gone.
enum ExpiryRules {
  /// - Parameters:
  ///   - reads: where code asks for the flag.
  ///   - isUsual: whether other flags of the same file have an expiry.
  static func check(
    _ life: FlagLife, _ reads: [FlagReference], _ inspection: FlagInspection, isUsual: Bool,
    _ report: inout FlagReport
  ) {
    let settings = inspection.settings.lifecycle
    let today = inspection.today
    if let created = life.metadata.created, created.value > today {
      report.add(
        .createdLater, "flag `\(life.key)` was created on \(created.value), which is still to come",
        in: created.path ?? life.place.path, at: created.range, help: "today is \(today)")
    }
    guard let expiry = life.expiry else {
      checkMissing(life, settings, isUsual: isUsual, &report)
      return
    }
    checkPermanence(life, expiry, &report)
    guard let day = life.lastDay else { return }
    // Another rule tells of the two dates.
    if let created = life.metadata.created, day < created.value { return }
    if day < today {
      checkExpired(life, day, at: expiry, reads, today: today, &report)
      return
    }
    checkLifetime(life, day, at: expiry, settings, today: today, &report)
    let left = day.number - today.number
    // A flag that lives no longer than the warning is told of only once it has to go.
    let whole = life.metadata.created.map { day.number - $0.value.number } ?? Int.max
    if left <= min(settings.warningDays, whole / 2) {
      report.add(
        .expiryNear, "flag `\(life.key)` expires \(left == 0 ? "today" : "in \(days(left))")",
        in: expiry.path ?? life.place.path, at: expiry.range,
        help: "remove the code that asks for it and then the flag; from \(day.following) on it is an error")
    }
  }

  private static func checkMissing(
    _ life: FlagLife, _ settings: FlagLifecycleSettings, isUsual: Bool, _ report: inout FlagReport
  ) {
    let isRequired = settings.required.contains(.expires)
    let isExpected = life.isTemporary.map { $0 && (isUsual || life.isRegistered) } ?? isUsual
    guard isRequired || isExpected else { return }
    if let kind = life.kind, !kind.isTemporary, settings.lifetime(of: kind) == nil { return }
    report.add(
      .expiryMissing, "nothing says when flag `\(life.key)` goes", in: life.place.path, at: life.place.range,
      severity: isRequired ? .error : nil, help: "add `expires` with a day, or with `never`")
  }

  /// A kind that is meant to go and does not, or the reverse.
  private static func checkPermanence(
    _ life: FlagLife, _ expiry: Placed<FlagExpiry>, _ report: inout FlagReport
  ) {
    let path = expiry.path ?? life.place.path
    if expiry.value == .never, life.isTemporary == true {
      let name = life.kind.map { "\($0.rawValue) " } ?? "temporary "
      report.add(
        .neverExpires, "the \(name)flag `\(life.key)` never expires", in: path, at: expiry.range,
        help: "name the day by which it is decided; what stays is a flag of kind ops, permission or kill-switch")
    }
    if expiry.value != .never, let kind = life.kind, kind == .permission || kind == .killSwitch {
      report.add(
        .permanentExpires, "the \(kind.rawValue) flag `\(life.key)` expires, though flags of its kind stay", in: path,
        at: expiry.range, help: "write `never`, or give it the kind that it has")
    }
  }

  private static func checkExpired(
    _ life: FlagLife, _ day: CalendarDay, at expiry: Placed<FlagExpiry>, _ reads: [FlagReference],
    today: CalendarDay, _ report: inout FlagReport
  ) {
    let path = expiry.path ?? life.place.path
    report.add(
      .expired, "flag `\(life.key)` expired on \(day), \(days(today.number - day.number)) ago", in: path,
      at: expiry.range,
      help: (reads.first.map { "\($0.path):\($0.range.line) asks for it; remove that, and then the flag" }
        ?? "remove it") + ", or move the day")
    for read in reads {
      report.add(
        .expiredRead, "`\(read.call)` asks for flag `\(life.key)`, which expired on \(day)", in: read.path,
        at: read.range, help: "keep the side that won, without the flag; \(path):\(expiry.range.line) says when it ends"
      )
    }
  }

  private static func checkLifetime(
    _ life: FlagLife, _ day: CalendarDay, at expiry: Placed<FlagExpiry>, _ settings: FlagLifecycleSettings,
    today: CalendarDay, _ report: inout FlagReport
  ) {
    guard let kind = life.kind, let limit = settings.lifetime(of: kind) else { return }
    let start = life.metadata.created?.value ?? today
    let length = day.number - start.number
    guard length > limit else { return }
    let place = life.metadata.created == nil ? "from today" : "after it was created"
    report.add(
      .expiryFar,
      "the \(kind.rawValue) flag `\(life.key)` expires \(days(length)) \(place); \(days(limit)) are allowed",
      in: expiry.path ?? life.place.path, at: expiry.range,
      help: "\(start.adding(days: limit)) is the last day; `lifetimes` in gate.yml sets how many there are")
  }

  private static func days(_ count: Int) -> String { count == 1 ? "1 day" : "\(count) days" }
}

extension CalendarDay {
  fileprivate func adding(days: Int) -> CalendarDay {
    CalendarDay(secondsSince1970: Int64(number + days) * 86_400)
  }
  fileprivate var following: CalendarDay { adding(days: 1) }
}
