/**
 * The articles of the sample project, written for it: invented places and people, partly coded.
 * Marks such as `[s1:…]s1` name the words of an annotation; a mark used twice makes a discontinuous one.
 */
import type { ActorKind } from '../../shared/records';

export interface SampleAnnotation {
  /** The mark in the text. */
  mark: string;
  code: 'Claim' | 'Actor' | 'Statement';
  /** Values by attribute: names of actors, concepts and choices, or the mark of another annotation. */
  values: Record<string, string[]>;
  note?: string;
}

export interface SampleArticle {
  title: string;
  source: string;
  author: string;
  date: string;
  section: string;
  language: string;
  /** The title, a line break and the paragraphs. */
  marked: string;
  annotations: SampleAnnotation[];
}

export const sampleActors: { name: string; kind: ActorKind; aliases: string[] }[] = [
  { name: 'Helen Marsh', kind: 'person', aliases: ['Mayor Marsh', 'the mayor'] },
  { name: 'Tom Okafor', kind: 'person', aliases: ['Okafor'] },
  { name: 'Northgate Traders’ Association', kind: 'organisation', aliases: ['the traders'] },
  { name: 'Cycle Ellmouth', kind: 'organisation', aliases: [] },
  { name: 'Ellmouth Residents’ Forum', kind: 'organisation', aliases: [] },
  { name: 'سلمى الحداد', kind: 'person', aliases: ['وزيرة المياه', 'الوزيرة'] },
  { name: 'اتحاد المزارعين', kind: 'organisation', aliases: ['المزارعون'] },
  { name: 'كريم النجار', kind: 'person', aliases: ['النجار'] },
  { name: 'Katrin Vogt', kind: 'person', aliases: ['die Umweltministerin', 'Vogt'] },
  { name: 'Bürgerinitiative Stiller Wald', kind: 'organisation', aliases: ['die Initiative'] },
];

export const sampleConcepts = [
  'New tram line',
  'Car-free High Street',
  'رفع تعرفة المياه',
  'دعم الري الحديث',
  'Windpark im Eichenforst',
  'Bürgerbeteiligung',
];

export const sampleArticles: SampleArticle[] = [
  {
    title: 'Ellmouth divided over tram through the High Street',
    source: 'The Ellmouth Courier',
    author: 'Priya Lang',
    date: '2026-03-14',
    section: 'Local',
    language: 'en',
    marked: `Ellmouth divided over tram through the High Street
The city council heard five hours of argument on Thursday over a plan to run a tram line through the High Street and to close it to private cars from 2028.
[a1:Mayor Helen Marsh]a1 opened the debate with an appeal for courage. [s1:“[c1:We must build this line now]c1,”]s1 she said, [s1:“because every year of waiting costs us more than the rails.”]s1 She added that [s2:the city would pay for delivery hours in the early morning]s2.
[s3:[a2:The Northgate Traders’ Association]a2 warned that [c2:closing the street to cars would ruin its members]c2.]s3 [a3:Its chairman, Tom Okafor,]a3 told the council that two shops in three depended on customers who came by car. [s4:“Give us a tram, but [c3:do not take away the cars]c3,”]s4 he said.
In a joint statement, [a4:Cycle Ellmouth]a4 and [a5:the Residents’ Forum]a5 [s5:called on the council [c4:to make the whole centre car-free]c4 and not only the High Street]s5. “Half a street is half a solution 🚋,” said a spokeswoman.
Councillors from the outer districts asked for a cheaper bus lane instead. One of them, Ruth Adeyemi, said that her voters would pay for a line that they would never use.
The council will vote on 2 April. Until then the plans can be seen in the town hall, where the planning office answers questions every Tuesday.`,
    annotations: [
      { mark: 'a1', code: 'Actor', values: { Who: ['Helen Marsh'] } },
      { mark: 's1', code: 'Statement', values: { Speaker: ['Helen Marsh'], Form: ['direct quote'] } },
      {
        mark: 'c1',
        code: 'Claim',
        values: {
          Claimant: ['Helen Marsh'],
          Concept: ['New tram line'],
          Position: ['for'],
          'Made in': ['s1'],
        },
      },
      { mark: 's2', code: 'Statement', values: { Speaker: ['Helen Marsh'], Form: ['indirect speech'] } },
      { mark: 'a2', code: 'Actor', values: { Who: ['Northgate Traders’ Association'] } },
      {
        mark: 's3',
        code: 'Statement',
        values: { Speaker: ['Northgate Traders’ Association'], Form: ['indirect speech'] },
      },
      {
        mark: 'c2',
        code: 'Claim',
        values: {
          Claimant: ['Northgate Traders’ Association'],
          Concept: ['Car-free High Street'],
          Position: ['against'],
          'Made in': ['s3'],
        },
      },
      { mark: 'a3', code: 'Actor', values: { Who: ['Tom Okafor'] } },
      { mark: 's4', code: 'Statement', values: { Speaker: ['Tom Okafor'], Form: ['direct quote'] } },
      {
        mark: 'c3',
        code: 'Claim',
        values: {
          Claimant: ['Tom Okafor'],
          Concept: ['Car-free High Street'],
          Position: ['against'],
          'Made in': ['s4'],
        },
        note: 'For the tram, against the car-free street: two claims in one sentence.',
      },
      {
        mark: 's5',
        code: 'Statement',
        values: { Speaker: ['Cycle Ellmouth', 'Ellmouth Residents’ Forum'], Form: ['paraphrase'] },
        note: 'A joint statement: two speakers.',
      },
    ],
  },
  {
    title: 'خلاف حول رفع تعرفة المياه في وادي الزهور',
    source: 'صحيفة الضفاف',
    author: 'ليلى منصور',
    date: '2026-05-02',
    section: 'محليات',
    language: 'ar',
    marked: `خلاف حول رفع تعرفة المياه في وادي الزهور
أعلنت [a1:وزيرة المياه سلمى الحداد]a1 أمس أن الحكومة ستعرض على البرلمان مشروع قانون جديد لإدارة المياه قبل نهاية الصيف.
وقالت الوزيرة في مؤتمر صحفي: [s1:«[c1:لا بد من رفع تعرفة المياه]c1 على كبار المستهلكين حتى نتمكن من إصلاح الشبكة القديمة».]s1 وأضافت أن [s2:الأسر الصغيرة لن تدفع أكثر مما تدفعه اليوم]s2.
في المقابل، [s3:رفض [a2:اتحاد المزارعين]a2 المشروع وطالب [c2:بدعم شبكات الري الحديثة]c2 قبل أي زيادة في الأسعار]s3. وقال رئيس الاتحاد [a3:كريم النجار]a3: [s4:«[c3:هذه الزيادة ستقضي على المزارع الصغيرة]c3»]s4، مشيرا إلى أن أسعار الأسمدة ارتفعت بنسبة 40% منذ عام 2024.
ودعا خبراء في جامعة المدينة إلى حوار وطني يشارك فيه الجميع، وأكدوا أن نصف المياه تقريبا يضيع بسبب تسرب الأنابيب.
ومن المقرر أن تستقبل لجنة الخدمات في البرلمان ممثلي المزارعين يوم الأحد المقبل، على أن يجري التصويت على المشروع في شهر حزيران.`,
    annotations: [
      { mark: 'a1', code: 'Actor', values: { Who: ['سلمى الحداد'] } },
      { mark: 's1', code: 'Statement', values: { Speaker: ['سلمى الحداد'], Form: ['direct quote'] } },
      {
        mark: 'c1',
        code: 'Claim',
        values: {
          Claimant: ['سلمى الحداد'],
          Concept: ['رفع تعرفة المياه'],
          Position: ['for'],
          'Made in': ['s1'],
        },
      },
      { mark: 'a2', code: 'Actor', values: { Who: ['اتحاد المزارعين'] } },
      {
        mark: 's3',
        code: 'Statement',
        values: { Speaker: ['اتحاد المزارعين'], Addressee: ['سلمى الحداد'], Form: ['paraphrase'] },
      },
      {
        mark: 'c2',
        code: 'Claim',
        values: {
          Claimant: ['اتحاد المزارعين'],
          Concept: ['دعم الري الحديث'],
          Position: ['for'],
          'Made in': ['s3'],
        },
      },
      { mark: 's4', code: 'Statement', values: { Speaker: ['كريم النجار'], Form: ['direct quote'] } },
    ],
  },
  {
    title: 'Streit um Windräder im Eichenforst',
    source: 'Hardtaler Anzeiger',
    author: 'Jonas Reuter',
    date: '2026-06-21',
    section: 'Region',
    language: 'de',
    marked: `Streit um Windräder im Eichenforst
Im Eichenforst bei Hardtal sollen bis 2029 zwölf Windräder entstehen. Auf einer Bürgerversammlung am Freitagabend prallten die Meinungen aufeinander; mehr als vierhundert Menschen waren in die Turnhalle gekommen.
[a1:Umweltministerin Katrin Vogt]a1 verteidigte die Pläne. [s1:[c1:Ohne Windkraft im Wald]c1 werde das Land seine Klimaziele verfehlen, sagte sie.]s1 Zugleich versprach sie, [s2:die Gemeinden mit einem Fünftel an den Erträgen zu beteiligen]s2.
[a2:Die Bürgerinitiative „Stiller Wald“]a2 hielt dagegen. [s3:„[c2:Wir lassen uns diesen Wald nicht nehmen]c2“]s3, rief ihre Sprecherin unter Beifall. Die Initiative verlangt [c3:einen Bürgerentscheid noch in diesem Jahr]c3 und hat nach eigenen Angaben bereits 2 300 Unterschriften gesammelt.
Vertreter der Waldbauern äußerten sich vorsichtiger. Die Pacht könne helfen, die Schäden der vergangenen Dürrejahre zu bezahlen, doch müsse der Wald danach auch wieder aufgeforstet werden.
Der Naturschutzbund forderte, zunächst die Brutplätze des Rotmilans zu kartieren. Ein Gutachten dazu soll im Herbst vorliegen. Erst danach entscheidet der Kreistag über die Genehmigung.`,
    annotations: [
      { mark: 'a1', code: 'Actor', values: { Who: ['Katrin Vogt'] } },
      { mark: 's1', code: 'Statement', values: { Speaker: ['Katrin Vogt'], Form: ['indirect speech'] } },
      {
        mark: 'c1',
        code: 'Claim',
        values: {
          Claimant: ['Katrin Vogt'],
          Concept: ['Windpark im Eichenforst'],
          Position: ['for'],
          'Made in': ['s1'],
        },
      },
      { mark: 'a2', code: 'Actor', values: { Who: ['Bürgerinitiative Stiller Wald'] } },
      {
        mark: 'c3',
        code: 'Claim',
        values: {
          Claimant: ['Bürgerinitiative Stiller Wald'],
          Concept: ['Bürgerbeteiligung'],
          Position: ['for'],
        },
      },
    ],
  },
];
