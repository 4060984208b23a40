/// Numbers of payment cards (ISO/IEC 7812-1).
enum PaymentCard {
  static func judge(_ text: ArraySlice<UInt8>) -> Verification.Judgement {
    let digits = text.filter(ByteClass.digits.contains).map { Int($0 - UInt8(ascii: "0")) }
    guard isIssued(digits), !isForTests(digits) else { return .refuted }
    return hasCheckDigit(digits) ? .holds : .doubtful("its check digit does not match: altered or made up")
  }

  /// Luhn's formula: every second digit from the right is doubled, and the sum of all digits is a multiple of ten.
  static func hasCheckDigit(_ digits: [Int]) -> Bool {
    digits.reversed().enumerated().reduce(0) { sum, place in
      let (index, digit) = place
      return sum + (index % 2 == 0 ? digit : digit < 5 ? digit * 2 : digit * 2 - 9)
    } % 10 == 0
  }

  /// Whether one of the large networks gives out numbers that start and are as long as these.
  private static func isIssued(_ digits: [Int]) -> Bool {
    let start = digits.prefix(4).reduce(0) { $0 * 10 + $1 }
    switch start {
    case 3400...3499, 3700...3799: return digits.count == 15
    case 3000...3059, 3600...3699, 3800...3999: return digits.count == 14
    case 2221...2720, 3528...3589, 5100...5599, 6011, 6440...6599, 6200...6299: return digits.count == 16
    case 4000...4999: return [13, 16, 19].contains(digits.count)
    default: return false
    }
  }

  /// What payment services publish for tests (docs.stripe.com/testing, developer.paypal.com, docs.adyen.com): few different
  /// digits, long runs, or one of these.
  private static func isForTests(_ digits: [Int]) -> Bool {
    let isRegular = Set(digits).count < 6 || digits.count { $0 == 0 } > 5
    return isRegular || published.contains(digits.reduce(0) { $0 * 10 + $1 })
  }

  private static let published: Set<Int> = [
    3782_822463_10005, 3714_496353_98431, 3787_344936_71000, 6011_0009_9013_9424, 3566_0020_2036_0505, 3056_930902_5904,
    3852_000002_3237, 3622_720627_1667, 5105_1051_0510_5100, 5200_8282_8282_8210, 2223_0031_2200_3222,
    4012_8888_8888_1881, 3530_1113_3330_0000, 5425_2334_3010_9903, 4263_9826_4026_9299, 5555_3412_4444_1115,
    2223_5204_4356_0010, 4539_5787_6362_1486, 4532_0151_1283_0366,
  ]
}
