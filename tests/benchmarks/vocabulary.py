"""The words of the invented articles: names, nouns and the patterns of their sentences, all made up here.

A pattern is text with slots and parts. ``{person}`` names somebody of the article's cast, ``{he}`` who was named last,
``{star}`` who the sentence is about; ``{money}`` and the like are figures, ``{noun}`` a word, ``{clause}`` another
pattern. ``[D|…]``, ``[M|…]`` and ``[I|…]`` are direct, mixed and indirect quotations; ``[C|…]`` is their cue, ``[S|…]``
their speaker, ``[U|…]`` a speaker without a name, ``[F|…]`` a piece in quotation marks; ``2`` after the letter: of the
quotation inside another.
"""

from __future__ import annotations

from typing import Final


def _words(text: str) -> tuple[str, ...]:
    return tuple(text.split())


FIRST_NAMES: Final = _words(
    "Ada Agnes Aidan Alba Alec Alma Amos Anja Arlo Asa Astrid Aurel Beata Bela Beno Berta Bjarne Bruno Calla Carl "
    "Ceri Clara Cosmo Dagny Dana Dario Dilys Dora Ebba Eamon Edda Edwin Eira Elias Elsa Emeka Enid Erik Esme Ewan "
    "Fatou Fay Finn Flora Freya Gael Gemma Gideon Greta Gwen Hakon Hanna Hedda Hugo Ida Idris Ilse Imre Ines Ingrid "
    "Iris Isak Ivo Jana Jarl Joan Jonas Jude Juno Kai Karin Kasper Keir Kirsi Kofi Lars Leda Lena Levi Linus Lotte "
    "Lucia Luka Mabel Magnus Malin Marek Marta Maud Milo Mina Mira Nadia Nell Niall Nils Nina Noor Odile Olav Ole "
    "Olwen Orla Oscar Osman Otto Pavel Petra Pia Quinn Rafe Ragna Rhys Rina Rolf Rona Rosa Ruth Sami Saskia Selma "
    "Senna Signe Silas Solveig Stellan Tamar Tara Tess Thea Theo Tilda Tomas Tove Ulla Una Uwe Vera Vidar Viggo "
    "Wanda Willem Ximena Yara Yusuf Zelda Zita"
)
# names of people and places are put together from these
OPENINGS: Final = _words(
    "Al An Ar Bal Bar Bel Ber Bor Bran Cal Car Cor Dal Dan Del Dor Dun Ek El Er Fal Fen Fir Gal Gar Gil Gor Hal Har "
    "Hel Hol Il Jor Kal Kar Kel Kor Lan Lar Lin Lor Mal Mar Mel Mor Nal Nor Ol Or Pal Per Pol Quin Ral Ran Rol Sal "
    "San Sel Sol Tal Tan Tor Ul Val Var Vel Vin Wal Wel Wor Yar Zan"
)
MIDDLES: Final = _words("a ad an ar e el en er i id in is o ol on or u ul un")
SURNAME_ENDINGS: Final = _words(
    "berg bour cott dal den dorf fell field ford gard gate grave ham hart holm kin lund man mere nes rick row sen "
    "ser son stad stone ström ter thal ton vik wall wick wood"
)
PLACE_ENDINGS: Final = _words(
    "bay borg bridge burg bury castle cliff combe dale ford gate haven hill holm hurst isle lake land ley marsh "
    "mere mouth ness port pool sea shaw stead ster stow ton vale ville wich worth"
)
BODIES: Final = _words(
    "Airways Bank Brewery Capital Chemicals Clinic Council Electric Energy Engineering Exchange Farms Fisheries "
    "Foundation Foundry Freight Gas Group Harbours Holdings Hospital Industries Institute Insurance Laboratories "
    "Lines Logistics Media Mills Mining Motors Museum Observatory Packaging Partners Pharma Police Press Properties "
    "Railways Robotics Semiconductors Shipping Society Steel Telecom Textiles Timber Trust Union University "
    "Utilities Ventures Water Works Wind"
)
BUILDINGS: Final = _words("Airport Arena Bridge Canal Dam Gallery Hall Library Mill Pier Prison Stadium Station Tower")
WATERS: Final = _words("Basin Coast Delta Forest Glacier Gulf Hills Island Lake Moor Mountains Peninsula River Strait")
EVENTS: Final = _words("Cup Conference Fair Festival Flood Games Inquiry Marathon Regatta Strike Summit Trial")
MODELS: Final = _words("Cruiser Drone Engine Ferry Gel Pad Phone Reader Rover Scanner Serum Tractor Turbine Vaccine")
WORKS: Final = ("A Winter in {}", "The Bells of {}", "Letters from {}", "The Last Boat to {}", "Songs of {}")
ACTS: Final = ("{} Ports Act", "{} Water Act", "{} Lending Act", "{} Treaty", "{} Data Act")

OUTLETS: Final = _words(
    "Argus Bulletin Chronicle Courier Echo Examiner Gazette Herald Journal Ledger Mail Mercury Post"
)

NOUNS: Final = _words(
    "harbour budget bridge contract report strike school factory ferry tunnel election storm hospital levy "
    "reservoir court inquiry railway licence pipeline road market wage festival prison airport archive bakery "
    "ballot barrage beach bond border brewery cable canal cargo census chapel charter cinema clinic college colony "
    "committee complaint concert convoy council crane crop cruise currency dairy debate deposit depot district dock "
    "drought embankment engine estate exhibition export farm fence fishery flat flood fleet forecast forest foundry "
    "fund gallery garden glacier grain grant grid herd hostel hotel housing invoice island jury kitchen laboratory "
    "lake landfill lease ledger library lighthouse loan lorry manifesto marina merger meadow mill mine museum "
    "nursery orchard outpost outage parade parish park patent patrol pension petition pier pilot plant plough poll "
    "port pottery power quarry quota ranger rebate recall referendum refinery refuge regatta rent reserve riot "
    "river route sanction satellite sawmill scheme shelter shipyard shop siren stadium station subsidy summit "
    "survey tannery tariff tender terminal theatre timber toll tower trade tram trawler treaty trial turbine union "
    "vaccine valley verdict veto village vineyard voucher ward warehouse weir wharf winter workshop yard"
)
ADJECTIVES: Final = _words(
    "new old long short costly late early quiet public private local foreign narrow broad heavy light steep flat "
    "bitter calm careful clumsy cold common crowded damp dark deep dense distant dry dull eager empty exact faint "
    "fair firm fragile frank full gentle grim harsh hasty hidden hollow honest idle joint keen large lean loose "
    "loud mild modest muddy mutual neat noisy odd open patient plain polite poor prompt proud rapid rare ready "
    "remote rough rural safe sandy secret severe sharp shy simple slow smooth solid sour spare stable stern stiff "
    "strict strong sudden tall tense thin tidy tight timid tough urgent vacant vague vast vital warm weak weary "
    "wide wild wise"
)
VERBS: Final = _words(
    "close open sell repair delay fund widen flood inspect clear approve reject rebuild insure lease move paint "
    "question renew scrap shut split staff store survey tax test trim vet visit welcome"
)
ROLES: Final = _words(
    "chair manager director secretary captain engineer treasurer spokeswoman founder adviser inspector auditor "
    "mayor head lawyer economist historian surveyor"
)
COUNTED: Final = _words(
    "people workers houses passengers jobs homes ships patients students voters lorries farms tickets children "
    "soldiers trees cows members visits letters deaths votes flights teachers beds shops cars families boats "
    "turbines"
)

HEADLINES: Final = (
    "{org} to {verb} {noun} in {place}",
    "{person} calls {adjective} {noun} of {place} a mistake",
    "{place} will {verb} its {noun} for {money}",
    "{org} and {org} quarrel over {noun}",
    "{count} wait as {place} counts the cost of a {adjective} {noun}",
    "How {person} came to {verb} the {noun}",
    "{noun} and {noun}: what {place} may {verb} next",
)
STANDFIRSTS: Final = (
    "The {noun} has been {adjective} since it opened {when}",
    "Those who work at the {adjective} {noun} wait for word from {org}",
    "What was a {adjective} {noun} is now a matter for {place}",
)
# no mark at all
PLAIN: Final = (
    "The {adjective} {noun} has stood beside the {noun} for as long as anybody there remembers.",
    "Nobody had asked for a {noun}, and few were sorry when the {adjective} one was gone.",
    "What happens to the {noun} now depends on the {noun} and on the {adjective} weather.",
    "It is a {adjective} and {adjective} place, with a {noun} at one end and a {noun} at the other.",
    "Those who wanted to {verb} the {noun} were outnumbered by those who would rather {verb} it.",
    "The {noun} that was meant to {verb} the {noun} did nothing of the kind.",
    "Behind the {noun} lies a {adjective} {noun} that is hardly ever used.",
)
# what people name; most have two or three names
NAMING: Final = (
    "{org} has a {adjective} {noun} in {place}, next to {thing}.",
    "{person} left {org} for {place} and came back to {verb} the {noun}.",
    "{person}, once {role} of {org}, now lives near {thing}.",
    "The {noun} between {place} and {place} belongs to {org}.",
    "{people} from {place} came to see {thing} and the {noun}.",
    "{person} and {person} met in {place} to {verb} the {noun}.",
    "In {place}, {org} and {org} share one {adjective} {noun}.",
    "{he} grew up by the {noun} in {place} and knows {thing} well.",
    "{thing} made {person} known in {place}, if not to {org}.",
    "It was {person} who asked {org} to {verb} the {noun}, and {person} who would not.",
)
FIGURING: Final = (
    "The {noun} cost {money} and was ready {when}.",
    "{when}, {count} used the {noun}, {percent} of them from {place}.",
    "It took {duration} to {verb} the {noun}, which is {measure} long.",
    "{org} paid {money} for it {when}.",
    "{org} had {count} {when} and has {count} now.",
    "{person}, {age}, sold {count} for {money}.",
    "The {noun} opens at {clock} and closes {duration} later.",
    "{share} of the {noun} was {adjective}, and {percent} was not there at all.",
    "It was the {rank} {noun} in {duration}, after that of {year}.",
    "Rents in {place} rose by {percent} between {year} and {year}.",
    "The {noun} lies {measure} from {place} and was sold for {money} {when}.",
    "The vote ended {score} {when}.",
)
QUOTING: Final = (
    "[D|“{Clause},”] [C|said] [S|{person}].",
    "[D|“{Clause},”] [S|{he}] [C|said].",
    "[D|“{Clause},”] [C|said] [S|{person}], {role} of {org}. [D2|“{Clause}.”]",
    "[S|{person}] [C|said]: [D|“{Clause}.”]",
    "[S|{person}] [C|said] [I|{clause}].",
    "[S|{he}] [C|added] that [I|{clause}].",
    "[C|According to] [S|{org}], [I|{clause}].",
    "[U|A spokesman for {org}] [C|said] [I|{clause}].",
    "[S|{person}] [C|called] [M|the {noun} [F|“{adjective} and {adjective}”]].",
    "[S|{person}] [C|warned] that [M|{clause} and was [F|“more {adjective} than {place} deserves”]].",
    "[S|{org}] [C|announced] [I|it would {verb} the {noun} in {place}].",
    "[S|{person}] [C|said] [I|[S2|{person}] had [C2|promised] that [D2|“{clause}”]].",
    "[D|“{Clause},”] [C|told] [S|{person}] {thing}.",
)
CLAUSES: Final = (
    "nobody will {verb} the {noun} for {money}",
    "the {noun} in {place} is {adjective}",
    "{org} should {verb} the {noun} and the {noun}",
    "we have {count} and a {adjective} {noun}",
    "the {noun} was {adjective} before {person} came",
    "it is a {adjective} {noun}, and {place} knows it",
    "{percent} of the {noun} is gone",
    "a {noun} is not a {noun}",
    "the {adjective} {noun} had to {verb} sooner or later",
    "I would {verb} the {noun} again",
    "the {noun} needs {duration} and {count}",
)
# one name, that of the star
STARRING: Final = (
    "{star} has been {adjective} about the {noun} for longer than anybody.",
    "Whether {star} means to {verb} the {noun} is not known.",
    "[D|“{Bare},”] [C|said] [S|{star}].",
    "[S|{star}] [C|said] [I|{bare}].",
    "The {adjective} {noun} was the work of {star}.",
    "[U|A critic] [C|said] [I|{star} would {verb} the {noun}].",
)
BARE: Final = (
    "a {noun} is not a {noun}",
    "the {adjective} {noun} had to {verb} sooner or later",
    "I would {verb} the {noun} again",
)
