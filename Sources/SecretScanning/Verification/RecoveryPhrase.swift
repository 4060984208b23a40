internal import Digests

/// Recovery phrases of wallets (BIP-0039): words of a list of 2,048, of 11 bits each, the last of which are a checksum.
enum RecoveryPhrase {
  /// What `words` say about themselves. Phrases of other lists and languages are there, too: only prose is refuted.
  static func judge(_ phrase: ArraySlice<UInt8>) -> Verification.Judgement {
    let words = phrase.split(separator: UInt8(ascii: " ")).map { $0.map(ASCII.lowercased) }
    let numbers = words.compactMap { Self.numbers[Self.head(of: $0)] }
    guard numbers.count * 5 >= words.count * 4 else { return .refuted }
    guard numbers.count == words.count, numbers.count % 3 == 0 else {
      return .doubtful("not all words are of the usual list")
    }
    return hasChecksum(numbers) ? .holds : .doubtful("its checksum does not match: altered or made up")
  }

  /// Whether the last bits are the first of the SHA-256 of those before: one for every three words.
  static func hasChecksum(_ numbers: [Int]) -> Bool {
    let bits = numbers.flatMap { number in (0..<11).reversed().map { number >> $0 & 1 } }
    let checksumCount = bits.count / 33
    let entropy = stride(from: 0, to: bits.count - checksumCount, by: 8).map { start in
      bits[start..<(start + 8)].reduce(UInt8(0)) { $0 << 1 | UInt8($1) }
    }
    guard let first = Array(Digest256.of(entropy)).first else { return false }
    return bits.suffix(checksumCount).reduce(0) { $0 << 1 | $1 } == Int(first >> UInt8(8 - checksumCount))
  }

  /// The first four letters, of which no two words of the list have the same.
  private static func head(of word: [UInt8]) -> [UInt8] {
    Array((word + [UInt8(ascii: "-")]).prefix(4))
  }

  private static let numbers: [[UInt8]: Int] = {
    let letters = Array(heads.utf8.filter { $0 != ASCII.newline })
    let places = stride(from: 0, to: letters.count, by: 4)
    return Dictionary(
      zip(places.map { Array(letters[$0..<min($0 + 4, letters.count)]) }, places.map { $0 / 4 }),
      uniquingKeysWith: { first, _ in first })
  }()

  /// The heads of the words of https://github.com/bitcoin/bips/blob/master/bip-0039/english.txt, in order; those of three
  /// letters with a `-`.
  private static let heads = """
    abanabilableabouabovabseabsoabstabsuabusacceacciaccoaccuachiacidacouacquacroact-actiactoactractuadapadd-addiaddradjuadmi
    aduladvaadviaeroaffaaffoafraagaiage-agenagreaheaaim-air-airpaislalaralbualcoaleralieall-allealloalmoalonalphalrealsoalte
    alwaamatamazamonamouamusanalanchanciangeanglangranimanklannoannuanotanswanteantianxiany-aparapolappeapplapprapriarcharct
    areaarenarguarm-armearmoarmyarouarraarrearriarroart-arteartiartwask-aspeassaasseassiassuasthathlatomattaatteattiattrauct
    audiauguauntauthautoautuaveravocavoiawakawarawayawesawfuawkwaxisbabybachbacobadgbag-balabalcballbambbanabannbar-barebarg
    barrbasebasibaskbattbeacbeanbeaubecabecobeefbefobegibehabehibelibelobeltbencbenebestbetrbettbetwbeyobicybid-bikebindbiol
    birdbirtbittblacbladblamblanblasbleablesblinblooblosbloublueblurblusboarboatbodyboilbombbonebonubookboosbordboriborrboss
    bottbounbox-boy-bracbraibranbrasbravbreabreebricbridbriebrigbrinbrisbrocbrokbronbroobrotbrowbrusbubbbuddbudgbuffbuilbulb
    bulkbullbundbunkburdburgbursbus-busibusybuttbuyebuzzcabbcabicablcactcagecakecallcalmcamecampcan-canacanccandcanncanocanv
    canycapacapicaptcar-carbcardcargcarpcarrcartcasecashcasicastcasucat-catacatccatecattcaugcauscautcaveceilcelecemecenscent
    cerecertchaichalchamchanchaochapcharchaschatcheacheccheechefchercheschicchiechilchimchoichoochrochucchunchurcigacinncirc
    citicityciviclaiclapclarclawclaycleaclerclevclicclieclifclimclinclipclocclogclosclotclouclowclubclumclusclutcoaccoascoco
    codecoffcoilcoincollcolocolucombcomecomfcomicommcompconccondconfcongconnconscontconvcookcoolcoppcopycoracorecorncorrcost
    cottcouccouncoupcourcouscovecoyocraccradcrafcramcrancrascratcrawcrazcreacredcreecrewcriccrimcriscritcropcroscroucrowcruc
    cruecruicrumcruncruscry-cryscubecultcup-cupbcuricurrcurtcurvcushcustcutecycldad-damadampdancdangdaridashdaugdawnday-deal
    debadebrdecadecedecidecldecodecrdeerdefedefidefydegrdeladelidemademidenidentdenydepadepedepodeptdepuderidescdesedesidesk
    despdestdetadetedevedevidevodiagdialdiamdiardicediesdietdiffdigidigndiledinndinodiredirtdisadiscdisedishdismdisodispdist
    divedividivodizzdoctdocudog-dolldolpdomadonadonkdonodoordosedoubdovedrafdragdramdrasdrawdreadresdrifdrildrindripdrivdrop
    drumdry-duckdumbduneduridustdutcdutydwardynaeageeaglearlearnearteasieasteasyechoecoleconedgeediteduceffoegg-eigheithelbo
    eldeelecelegelemelepelevelitelseembaemboembremeremotemplempoemptenabenacend-endlendoenemenerenfoengaengienhaenjoenlienou
    enrienroensuenteentientrenveepisequaequiera-eraseroderoserroerupescaessaesseestaeterethievidevilevokevolexacexamexceexch
    exciexclexcuexecexerexhaexhiexilexisexitexotexpaexpeexpiexplexpoexprexteextreye-eyebfabrfacefacufadefainfaitfallfalsfame
    famifamofan-fancfantfarmfashfat-fatafathfatifaulfavofeatfebrfedefee-feedfeelfemafencfestfetcfevefew-fibefictfielfigufile
    filmfiltfinafindfinefingfinifirefirmfirsfiscfishfit-fitnfix-flagflamflasflatflavfleefligflipfloaflocflooflowfluiflusfly-
    foamfocufog-foilfoldfollfoodfootforcforeforgforkfortforuforwfossfostfounfox-fragframfreqfresfriefrinfrogfronfrosfrowfroz
    fruifuelfun-funnfurnfuryfutugadggaingalagallgamegap-garagarbgardgarlgarmgas-gaspgategathgauggazegenegenigenrgentgenugest
    ghosgiangiftgiggginggiragirlgivegladglanglarglasglidglimglobglooglorglovglowgluegoatgoddgoldgoodgoosgorigospgossgovegown
    grabgracgraigrangrapgrasgravgreagreegridgriegritgrocgrougrowgrunguarguesguidguilguitgun-gym-habihairhalfhammhamshandhapp
    harbhardharsharvhat-havehawkhazaheadhealhearheavhedgheighellhelmhelphen-herohiddhighhillhinthip-hirehisthobbhockholdhole
    holihollhomehonehoodhopehornhorrhorshosphosthotehourhovehub-hugehumahumbhumohundhunghunthurdhurrhurthusbhybrice-iconidea
    idenidleignoill-illeillnimagimitimmeimmuimpaimpoimprimpuinchinclincoincrindeindiindoinduinfainflinfoinhainheinitinjeinju
    inmainneinnoinpuinquinsainseinsiinspinstintainteintoinveinviinvoironislaisolissuitemivorjackjagujar-jazzjealjeanjelljewe
    job-joinjokejourjoy-judgjuicjumpjungjunijunkjustkangkeenkeepketckey-kickkid-kidnkindkingkisskit-kitckitekittkiwikneeknif
    knocknowlab-labelaboladdladylakelamplanglaptlarglatelatilauglaunlavalaw-lawnlawslayelazyleadleaflearleavlectleftleg-lega
    legeleislemolendlenglensleoplesslettleveliarlibelibrlicelifeliftlighlikelimblimilinklionliqulistlittlivelizaloadloanlobs
    localocklogilonelonglooplottloudlounloveloyalucklugglumblunaluncluxulyrimachmad-magimagnmaidmailmainmajomakemammman-mana
    mandmangmansmanumaplmarbmarcmargmarimarkmarrmaskmassmastmatcmatemathmatrmattmaximazemeadmeanmeasmeatmechmedamedimelomelt
    membmemomentmenumercmergmerimerrmeshmessmetamethmiddmidnmilkmillmimimindminiminominumiramirrmisemissmistmix-mixemixtmobi
    modemodimom-momemonimonkmonsmontmoonmoramoremornmosqmothmotimotomounmousmovemovimuchmuffmulemultmuscmusemushmusimustmutu
    mysemystmythnaivnamenapknarrnastnatinatunearneckneedneganeglneitnephnervnestnet-netwneutnevenewsnextnicenighnoblnoisnomi
    noodnormnortnosenotanotenothnotinovenow-nuclnumbnursnut-oak-obeyobjeobliobscobseobtaobvioccuoceaoctoodoroff-offeoffiofte
    oil-okayold-olivolymomitonceone-onioonlionlyopenoperopinoppooptioranorbiorchordeordiorgaorieorigorphostrotheoutdouteoutp
    outsovalovenoverown-owneoxygoystozonpactpaddpagepairpalapalmpandpanepanipantpapeparapareparkparrpartpasspatcpathpatipatr
    pattpauspavepaympeacpeanpearpeaspelipen-penapencpeoppeppperfpermperspet-phonphotphraphyspianpicnpictpiecpig-pigepillpilo
    pinkpionpipepistpitcpizzplacplanplasplatplaypleapledplucplugplunpoempoetpoinpolapolepolipondponypoolpopuportposiposspost
    potapottpovepowdpowepracpraipredprefprepprespretprevpricpridprimprinprioprisprivprizprobprocprodprofprogprojpromprooprop
    prosprotprouprovpublpuddpullpulppulspumppuncpupipupppurcpuripurppurspushput-puzzpyraqualquanquarquesquicquitquizquotrabb
    raccracerackradaradirailrainraisrallramprancrandrangrapirareraterathraveraw-razoreadrealreasrebereburecarecerecirecorecy
    redureflreforefuregiregrregurejerelarelerelirelyremaremeremiremorendrenerentreopreparepereplreporequrescreseresiresoresp
    resuretiretrretureunreverevirewarhytrib-ribbricerichrideridgriflrighrigiringriotrippriskriturivariveroadroasroboroburock
    romaroofrookroomroserotarougrounroutroyarubbruderug-rulerun-runwrurasad-saddsadnsafesailsalasalmsalosaltsalusamesampsand
    satisatosaucsaussavesay-scalscanscarscatscenscheschosciescisscorscouscrascrescriscrusea-searseasseatsecosecrsectsecuseed
    seeksegmselesellsemisenisenssentseriservsesssettsetuseveshadshafshalsharshedshelshershieshifshinshipshivshocshoeshooshop
    shorshoushovshrishrushufshy-siblsicksidesiegsighsignsilesilksillsilvsimisimpsincsingsiresistsitusix-sizeskatsketski-skil
    skinskirskulslabslamsleeslenslicslidsligslimslogslotslowslussmalsmarsmilsmoksmoosnacsnaksnapsnifsnowsoapsoccsocisocksoda
    softsolasoldsolisolusolvsomesongsoonsorrsortsoulsounsoupsoursoutspacsparspatspawspeaspecspeespelspensphespicspidspikspin
    spirsplispoisponspoosporspotspraspresprispy-squasquesquistabstadstafstagstaistamstanstarstatstaysteasteestemstepsterstic
    stilstinstocstomstonstoostorstovstrastrestristrostrustudstufstumstylsubjsubmsubwsuccsuchsuddsuffsugasuggsuitsummsun-sunn
    sunssupesuppsuprsuresurfsurgsurpsurrsurvsuspsustswalswamswapswarsweasweeswifswimswinswitsworsymbsympsyrusysttabltacktag-
    tailtaletalktanktapetargtasktasttatttaxiteacteamtellten-tenatenntenttermtesttextthanthatthemthentheothertheythinthisthou
    threthrithrothumthunticktidetigetilttimbtimetinytip-tiretisstitltoastobatodatoddtoe-togetoiltoketomatomotonetongtonitool
    toottop-topitopptorctorntorttosstotatourtowatowetowntoy-tractradtraftragtraitrantraptrastravtraytreatreetrentriatribtric
    trigtrimtriptroptroutructruetrultrumtrustruttry-tubetuittumbtunatunnturkturnturttweltwentwictwintwistwo-typetypiuglyumbr
    unabunawuncluncoundeundounfaunfounhaunifuniqunitunivunknunlountiunusunveupdaupgruphouponuppeupseurbaurgeusaguse-usedusef
    uselusuautilvacavacuvaguvalivallvalvvan-vanivapovarivastvaulvehivelvvendventvenuverbveriversveryvessveteviabvibrvicivict
    videviewvillvintviolvirtviruvisavisivisuvitavivivocavoicvoidvolcvoluvotevoyawagewagowaitwalkwallwalnwantwarfwarmwarrwash
    waspwastwatewaveway-wealweapwearweasweatweb-weddweekweirwelcwestwet-whalwhatwheawheewhenwherwhipwhiswidewidtwifewildwill
    win-windwinewingwinkwinnwintwirewisdwisewishwitnwolfwomawondwoodwoolwordworkworlworrwortwrapwrecwreswriswritwronyardyear
    yellyou-younyoutzebrzerozonezoo-
    """
}
