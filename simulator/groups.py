"""Groups, supergroups and channels, as tests use them."""

from __future__ import annotations

from simulator.accounts import Account, BotAccount
from simulator.chats import Group
from simulator.incoming import membership, receive, text_content
from simulator.messages import Message
from simulator.people import Person
from simulator.world import World


class GroupHandle:
    """What its owner can do with a group."""

    def __init__(self, world: World, group: Group, owner: Person) -> None:
        self._world, self.group, self._owner = world, group, owner

    @property
    def id(self) -> int:
        """The chat's id."""
        return self.group.id

    async def add(self, who: Person | BotAccount, admin: bool = False) -> None:
        """Add a person or a bot; the bot is told."""
        account: Account = who if isinstance(who, BotAccount) else who.account
        self.group.kicked.discard(account.id)
        self.group.members[account.id] = account
        if admin:
            self.group.admins.add(account.id)
        if isinstance(account, BotAccount):
            self._tell(account, "left", "administrator" if admin else "member")

    async def kick(self, bot: BotAccount) -> None:
        """Throw the bot out."""
        self.group.members.pop(bot.id, None)
        self.group.kicked.add(bot.id)
        self._tell(bot, "member", "kicked")

    async def post(self, text: str) -> Message:
        """A post in a channel."""
        return receive(self._world, self.group, None, text_content(text))

    async def upgrade(self) -> GroupHandle:
        """The group becomes a supergroup, with another id."""
        new = self._world.add_group(self.group.title, "supergroup", self.group.username)
        new.members, new.admins = dict(self.group.members), set(self.group.admins)
        self.group.migrated_to = new.id
        return GroupHandle(self._world, new, self._owner)

    def _tell(self, bot: BotAccount, old: str, new: str) -> None:
        bot.met.add(self._owner.id)
        membership(self._world, self.group, bot, self._owner.account, old, new)
