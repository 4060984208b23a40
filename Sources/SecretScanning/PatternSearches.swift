/// What patterns are searched with, by the numbers of their rules.
///
/// A few of hundreds of rules get so far in a text, in which a list with a place for each of them takes longer to throw away than
/// they take to search.
struct PatternSearches {
  private var searches: [CompiledPattern.Search] = []
  /// For each rule the place in `searches`, counted from 1; 0 for none. Empty before the first.
  private var places: [UInt16] = []
  private let ruleCount: Int

  init(ruleCount: Int) { self.ruleCount = ruleCount }

  /// That of `plan`, which is the rule of this number.
  mutating func search(_ plan: RulePlan, _ rule: Int) throws(SecretScanningError) -> CompiledPattern.Search {
    if places.isEmpty { places = Array(repeating: 0, count: ruleCount) }
    let place = Int(places[rule])
    if place > 0 { return searches[place - 1] }
    let search = try CompiledPattern.Search(plan.compiled())
    searches.append(search)
    places[rule] = UInt16(searches.count)
    return search
  }
}
