"""Words too common to tell one text from another. They are indexed, but a query uses them only if it has no others."""

from typing import Final


def word_list(text: str) -> frozenset[str]:
    """The words of `text`, which blanks part."""
    return frozenset(text.split())


KAZAKH: Final = word_list(
    """
    ба бе ма ме па пе ші шы нші ншы және мен бен пен не немесе я яки да де та те ғой қой екен еді емес бар жоқ үшін
    туралы жайлы жөнінде бойынша арқылы кейін соң дейін шейін бері сияқты секілді ғана тек өте ең тым аса бұл осы сол
    мына мынау анау ол олар мен мені менің маған сен сенің саған сіз сізді сіздің сізге біз бізді біздің бізге оны оның
    оған олардың олардан өз өзі өзінің қандай қай қайсы қалай қашан қайда неге нені не кім кімге кімнің қанша неше
    болады болып болған болса болатын бола бол деп деген дейді еске керек мүмкін бір барлық әр әрбір кез келген
    ал бірақ алайда сондықтан өйткені себебі егер онда сонда егерде тағы сондай мұндай осындай бойы ішінде
    """
)
RUSSIAN: Final = word_list(
    """
    и в во не что он на я с со как а то все всё она так его но да ты к ко у же вы за бы по только ее её мне было вот от
    меня еще ещё нет о об обо из ему ли если уже или ни быть был него до вас нибудь опять уж вам ведь там потом себя
    ничего ей может они тут где есть надо ней для мы тебя их чем была сам чтоб чтобы без будто чего раз тоже себе под
    будет ж тогда кто этот того потому этого какой какая какие каком какую совсем ним здесь этом один почти мой тем
    нее неё сейчас были куда зачем всех никогда можно при наконец два другой хоть после над больше тот через эти нас
    про всего них много разве эту моя впрочем свою этой перед иногда лучше чуть том нельзя такой им более всегда
    конечно всю между это когда почему сколько нужно ли либо также
    """
)
ENGLISH: Final = word_list(
    """
    a about after again all am an and any are as at be because been before being between both but by can could did do
    does doing down during each few for from further had has have having he her here hers him his how i if in into is
    it its just me more most my no nor not now of off on once only or other our out over own same she should so some
    such than that the their them then there these they this those through to too under until up very was we were what
    when where which while who whom why will with would you your
    """
)
STOP_WORDS: Final = {"kk": KAZAKH, "ru": RUSSIAN, "en": ENGLISH}
