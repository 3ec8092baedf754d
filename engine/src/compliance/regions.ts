import type { PhoneNumber } from '../basics/phone-number.ts';

/** What a number says of where its owner may be: never less than the truth, often more. */
export type NumberPlace = {
  /** ISO 3166, a country or a part of one: `GB`, `US-FL`. Empty: the number does not tell. */
  readonly region: string | undefined;
  /** IANA zones; a person under this number may be in any of them. */
  readonly zones: readonly string[];
};

type Part = { readonly codes: string; readonly zones: readonly string[] };

const EASTERN = ['America/New_York'];
const CENTRAL = ['America/Chicago'];
const MOUNTAIN = ['America/Denver'];
const PACIFIC = ['America/Los_Angeles'];
const EAST_AND_CENTRAL = ['America/New_York', 'America/Chicago'];
const CENTRAL_AND_MOUNTAIN = ['America/Chicago', 'America/Denver'];

/**
 * Area codes by state, territory and province. Where a code lies in two zones, both are named:
 * whoever calls keeps to the hours of both.
 */
const PARTS: Readonly<Record<string, readonly Part[]>> = {
  'US-AL': [{ codes: '205 251 256 334 483 659 938', zones: CENTRAL }],
  'US-AK': [{ codes: '907', zones: ['America/Anchorage', 'America/Adak'] }],
  'US-AZ': [
    { codes: '480 520 602 623', zones: ['America/Phoenix'] },
    { codes: '928', zones: ['America/Phoenix', 'America/Denver'] },
  ],
  'US-AR': [{ codes: '327 479 501 870', zones: CENTRAL }],
  'US-CA': [
    {
      codes: `209 213 279 310 323 341 350 357 369 408 415 424 442 510 530 559 562 619 626 628 650
        657 661 669 707 714 738 747 760 805 818 820 831 837 840 858 909 916 925 949 951`,
      zones: PACIFIC,
    },
  ],
  'US-CO': [{ codes: '303 719 720 748 970 983', zones: MOUNTAIN }],
  'US-CT': [{ codes: '203 475 860 959', zones: EASTERN }],
  'US-DE': [{ codes: '302', zones: EASTERN }],
  'US-DC': [{ codes: '202 771', zones: EASTERN }],
  'US-FL': [
    {
      codes: `239 305 321 324 352 386 407 561 645 656 689 727 728 754 772 786 813 863 904 941
        954`,
      zones: EASTERN,
    },
    { codes: '448 850', zones: EAST_AND_CENTRAL },
  ],
  'US-GA': [{ codes: '229 404 470 478 678 706 762 770 912 943', zones: EASTERN }],
  'US-HI': [{ codes: '808', zones: ['Pacific/Honolulu'] }],
  'US-ID': [{ codes: '208 986', zones: ['America/Boise', 'America/Los_Angeles'] }],
  'US-IL': [
    {
      codes: '217 224 309 312 331 447 464 618 630 708 730 773 779 815 847 861 872',
      zones: CENTRAL,
    },
  ],
  'US-IN': [
    { codes: '260 317 463 765', zones: ['America/Indiana/Indianapolis'] },
    { codes: '219', zones: CENTRAL },
    { codes: '574 812 930', zones: EAST_AND_CENTRAL },
  ],
  'US-IA': [{ codes: '319 515 563 641 712', zones: CENTRAL }],
  'US-KS': [
    { codes: '316 913', zones: CENTRAL },
    { codes: '620 785', zones: CENTRAL_AND_MOUNTAIN },
  ],
  'US-KY': [
    { codes: '502 859', zones: EASTERN },
    { codes: '270 364 606', zones: EAST_AND_CENTRAL },
  ],
  'US-LA': [{ codes: '225 318 337 457 504 985', zones: CENTRAL }],
  'US-ME': [{ codes: '207', zones: EASTERN }],
  'US-MD': [{ codes: '227 240 301 410 443 667', zones: EASTERN }],
  'US-MA': [{ codes: '339 351 413 508 617 774 781 857 978', zones: EASTERN }],
  'US-MI': [
    { codes: '231 248 269 313 517 586 616 679 734 810 947 989', zones: EASTERN },
    { codes: '906', zones: EAST_AND_CENTRAL },
  ],
  'US-MN': [{ codes: '218 320 507 612 651 763 924 952', zones: CENTRAL }],
  'US-MS': [{ codes: '228 471 601 662 769', zones: CENTRAL }],
  'US-MO': [{ codes: '235 314 417 557 573 636 660 816 975', zones: CENTRAL }],
  'US-MT': [{ codes: '406', zones: MOUNTAIN }],
  'US-NE': [
    { codes: '402 531', zones: CENTRAL },
    { codes: '308', zones: CENTRAL_AND_MOUNTAIN },
  ],
  'US-NV': [
    { codes: '702 725', zones: PACIFIC },
    { codes: '775', zones: ['America/Los_Angeles', 'America/Denver'] },
  ],
  'US-NH': [{ codes: '603', zones: EASTERN }],
  'US-NJ': [{ codes: '201 551 609 640 732 848 856 862 908 973', zones: EASTERN }],
  'US-NM': [{ codes: '505 575', zones: MOUNTAIN }],
  'US-NY': [
    {
      codes: `212 315 329 332 347 363 516 518 585 607 624 631 646 680 716 718 838 845 914 917 929
        934`,
      zones: EASTERN,
    },
  ],
  'US-NC': [{ codes: '252 336 472 704 743 828 910 919 980 984', zones: EASTERN }],
  'US-ND': [{ codes: '701', zones: CENTRAL_AND_MOUNTAIN }],
  'US-OH': [
    { codes: '216 220 234 283 326 330 380 419 436 440 513 567 614 740 937', zones: EASTERN },
  ],
  'US-OK': [{ codes: '405 539 572 580 918', zones: CENTRAL }],
  'US-OR': [
    { codes: '503 971', zones: PACIFIC },
    { codes: '458 541', zones: ['America/Los_Angeles', 'America/Boise'] },
  ],
  'US-PA': [
    { codes: '215 223 267 272 412 445 484 570 582 610 717 724 814 835 878', zones: EASTERN },
  ],
  'US-RI': [{ codes: '401', zones: EASTERN }],
  'US-SC': [{ codes: '803 821 839 843 854 864', zones: EASTERN }],
  'US-SD': [{ codes: '605', zones: CENTRAL_AND_MOUNTAIN }],
  'US-TN': [
    { codes: '615 629 731 901', zones: CENTRAL },
    { codes: '865', zones: EASTERN },
    { codes: '423 729 931', zones: EAST_AND_CENTRAL },
  ],
  'US-TX': [
    {
      codes: `210 214 254 281 325 346 361 409 430 469 512 621 682 713 726 737 806 817 830 832 903
        936 940 945 956 972 979`,
      zones: CENTRAL,
    },
    { codes: '432 915', zones: CENTRAL_AND_MOUNTAIN },
  ],
  'US-UT': [{ codes: '385 435 801', zones: MOUNTAIN }],
  'US-VT': [{ codes: '802', zones: EASTERN }],
  'US-VA': [{ codes: '276 434 540 571 686 703 757 804 826 948', zones: EASTERN }],
  'US-WA': [{ codes: '206 253 360 425 509 564', zones: PACIFIC }],
  'US-WV': [{ codes: '304 681', zones: EASTERN }],
  'US-WI': [{ codes: '262 274 353 414 534 608 715 920', zones: CENTRAL }],
  'US-WY': [{ codes: '307', zones: MOUNTAIN }],
  'US-PR': [{ codes: '787 939', zones: ['America/Puerto_Rico'] }],
  'US-VI': [{ codes: '340', zones: ['America/St_Thomas'] }],
  'US-GU': [{ codes: '671', zones: ['Pacific/Guam'] }],
  'US-MP': [{ codes: '670', zones: ['Pacific/Saipan'] }],
  'US-AS': [{ codes: '684', zones: ['Pacific/Pago_Pago'] }],
  'CA-AB': [{ codes: '368 403 587 780 825', zones: ['America/Edmonton'] }],
  'CA-BC': [{ codes: '236 250 257 604 672 778', zones: ['America/Vancouver', 'America/Edmonton'] }],
  'CA-MB': [{ codes: '204 431 584', zones: ['America/Winnipeg'] }],
  'CA-NB': [{ codes: '428 506', zones: ['America/Moncton'] }],
  'CA-NL': [{ codes: '709 879', zones: ['America/St_Johns', 'America/Halifax'] }],
  'CA-NS': [{ codes: '782 902', zones: ['America/Halifax'] }],
  'CA-ON': [
    {
      codes: '226 249 289 343 365 382 416 437 519 548 613 647 683 705 742 753 905 942',
      zones: ['America/Toronto'],
    },
    { codes: '807', zones: ['America/Toronto', 'America/Winnipeg'] },
  ],
  'CA-QC': [
    { codes: '263 354 367 438 450 468 514 579 581 819 873', zones: ['America/Toronto'] },
    { codes: '273 418', zones: ['America/Toronto', 'America/Halifax'] },
  ],
  'CA-SK': [{ codes: '306 474 639', zones: ['America/Regina', 'America/Edmonton'] }],
  'CA-YT': [{ codes: '867', zones: ['America/Whitehorse', 'America/Edmonton', 'America/Toronto'] }],
};

/** Country calling codes whose numbers all lie in one country and zone. */
const COUNTRIES: Readonly<Record<string, readonly [region: string, zone: string]>> = {
  '31': ['NL', 'Europe/Amsterdam'],
  '32': ['BE', 'Europe/Brussels'],
  '33': ['FR', 'Europe/Paris'],
  '36': ['HU', 'Europe/Budapest'],
  '39': ['IT', 'Europe/Rome'],
  '43': ['AT', 'Europe/Vienna'],
  '44': ['GB', 'Europe/London'],
  '45': ['DK', 'Europe/Copenhagen'],
  '46': ['SE', 'Europe/Stockholm'],
  '48': ['PL', 'Europe/Warsaw'],
  '49': ['DE', 'Europe/Berlin'],
  '353': ['IE', 'Europe/Dublin'],
};

const NOWHERE: NumberPlace = { region: undefined, zones: [] };

/** Where the number says that its owner is; a mobile number tells where it was given out. */
export function placeOf(phone: PhoneNumber): NumberPlace {
  if (phone.startsWith('+1')) return areaCodes.get(phone.slice(2, 5)) ?? NOWHERE;
  const country = COUNTRIES[phone.slice(1, 3)] ?? COUNTRIES[phone.slice(1, 4)];
  if (country === undefined) return NOWHERE;
  const [region, zone] = country;
  return { region, zones: [zone] };
}

const areaCodes: ReadonlyMap<string, NumberPlace> = new Map(
  Object.entries(PARTS).flatMap(([region, parts]) =>
    parts.flatMap(({ codes, zones }) =>
      codes.split(/\s+/).map((code): [string, NumberPlace] => [code, { region, zones }]),
    ),
  ),
);
